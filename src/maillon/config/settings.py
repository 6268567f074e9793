"""Django settings, computed from :mod:`maillon.config.environment`."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from maillon.base.embedded import Cluster
from maillon.config.environment import environment

ENV = environment()
DATA_DIR = ENV.resolved_data_dir()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENV.resolved_secret_key()
DEBUG = ENV.debug
ALLOWED_HOSTS = [*ENV.allowed_hosts, ENV.host]
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
PUBLIC_URL = ENV.base_url
LIVE_URL = ENV.live_base_url
API_CALLS_PER_KEY = ENV.api_calls_per_key
API_CALLS_PER_ADDRESS = ENV.api_calls_per_address
DEMONSTRATION = ENV.demonstration

INSTALLED_APPS = [
    "maillon.config.apps.ConfigConfig",
    "maillon.shell",
    "maillon.openness.notifications",
    "maillon.sharing.reservations",
    "maillon.sharing.stocktaking",
    "maillon.sharing.house_rules",
    "maillon.sharing.availability",
    "maillon.sharing.terms",
    "maillon.sharing.kits",
    "maillon.sharing.labels",
    "maillon.sharing.supplies",
    "maillon.sharing.inventory",
    "maillon.community.agreements",
    "maillon.community.verification",
    "maillon.community.saved_views",
    "maillon.community.organisations",
    "maillon.community.territories",
    "maillon.community.people",
    "maillon.base.web",
    "maillon.base.api",
    "maillon.base.mail",
    "maillon.base.privacy",
    "maillon.base.facts",
    "maillon.base.live",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "django_linear_migrations",
    "csp",
    "rules",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "maillon.base.api.middleware.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "maillon.community.organisations.middleware.HatMiddleware",
    "maillon.community.organisations.bearer.BearerMiddleware",
    "maillon.base.api.rates.RateMiddleware",
    "maillon.base.audit.AuditMiddleware",
    "maillon.base.web.middleware.RefusalMiddleware",
    "maillon.base.web.middleware.ReadOnlyMiddleware",
]

ROOT_URLCONF = "maillon.config.urls"
WSGI_APPLICATION = "maillon.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "maillon.base.web.templatetags.maillon",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "maillon.community.organisations.context.hats",
                "maillon.shell.context.frame",
            ],
        },
    }
]


def _database() -> dict[str, object]:
    """Return Django's entry for the external server, or for the embedded one."""
    common: dict[str, object] = {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # after a crash of the database, no request meets a dead connection
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }
    if not ENV.database_url:
        return common | Cluster(DATA_DIR / "postgresql").django_database("maillon")
    parts = conninfo_to_dict(ENV.database_url)
    return common | {
        "NAME": parts.get("dbname", "maillon"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
    }


DATABASES = {"default": _database()}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]  # the list is inferred as str

LANGUAGE_CODE = "fr-ca"
LANGUAGES = [("fr-ca", "Français"), ("en", "English")] if ENV.english != "off" else [("fr-ca", "Français")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Toronto"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/medias/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_LIMIT = ENV.upload_limit
FILE_UPLOAD_HANDLERS = [
    "maillon.base.web.uploads.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_COOKIES = ENV.base_url.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "maillon.shell.errors.csrf_failure"

# Sign-in (django-allauth): code by e-mail, password, passkey, second factor, organisations' own providers
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "shell:home"
ACCOUNT_ADAPTER = "maillon.community.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "maillon.community.people.sign_up.SignUpQuestions"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "organisation_sign_in": "30/m/ip",
    "claim_installation": "10/h/ip",
    "label_message": "10/h/ip",
}  # beside allauth's own
ACCOUNT_FORMS = {
    "login": "maillon.community.people.forms.LoginForm",
    "signup": "maillon.community.people.forms.SignUpForm",
    "request_login_code": "maillon.community.people.forms.RequestCodeForm",
    "confirm_login_code": "maillon.community.people.forms.ConfirmCodeForm",
    "confirm_email_verification_code": "maillon.community.people.forms.ConfirmAddressForm",
    "add_email": "maillon.community.people.forms.NewAddressForm",
    "reset_password": "maillon.community.people.forms.ResetPasswordForm",
    "confirm_password_reset_code": "maillon.community.people.forms.ConfirmResetForm",
    "reset_password_from_key": "maillon.community.people.forms.NewPasswordForm",
    "change_password": "maillon.community.people.forms.ChangePasswordForm",
    "set_password": "maillon.community.people.forms.SetPasswordForm",
    "reauthenticate": "maillon.community.people.forms.ReauthenticateForm",
}
MFA_ADAPTER = "maillon.community.people.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Maillon"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE_COOKIES
MFA_FORMS = {
    "authenticate": "maillon.community.people.forms.FactorForm",
    "reauthenticate": "maillon.community.people.forms.FactorAgainForm",
    "activate_totp": "maillon.community.people.forms.ActivateAppForm",
    "deactivate_totp": "maillon.community.people.forms.DeactivateAppForm",
    "generate_recovery_codes": "maillon.community.people.forms.GenerateCodesForm",
    "add_webauthn": "maillon.community.people.forms.AddKeyForm",
    "edit_webauthn": "maillon.community.people.forms.EditKeyForm",
}
SOCIALACCOUNT_ADAPTER = "maillon.community.organisations.providers.adapter.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the provider answers for its own domains, the adapter checks them
# Attempts are counted in the database: every process and machine counts together
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempt",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# end of sign-in

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, ENV.live_base_url],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

MAIL_SERVER = bool(ENV.email_url)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_mail = urlsplit(ENV.email_url)
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.email_from
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = None
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
SILENCED_SYSTEM_CHECKS = ["django_cotton.W001"]
COTTON_DIR = "cotton"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"maillon": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
