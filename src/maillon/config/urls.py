"""The addresses of Maillon: French without a prefix, English under ``/en/``, the API under ``/api/v1``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from maillon.config.api import api, unknown_address
from maillon.sharing.labels.views.scanning import short

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("compte/fournisseur/", include("maillon.community.organisations.providers.urls")),
    path("E/<str:code>", short, name="label_short"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", unknown_address),
    *i18n_patterns(
        path("", include("maillon.shell.urls")),
        path("", include("maillon.openness.notifications.urls")),
        path("", include("maillon.sharing.kits.urls")),
        path("", include("maillon.sharing.reservations.urls")),
        path("", include("maillon.sharing.availability.urls")),
        path("", include("maillon.sharing.terms.urls")),
        path("", include("maillon.sharing.stocktaking.urls")),
        path("", include("maillon.sharing.house_rules.urls")),
        path("", include("maillon.sharing.labels.urls")),
        path("", include("maillon.sharing.supplies.urls")),
        path("", include("maillon.sharing.inventory.urls")),
        path("", include("maillon.community.agreements.urls")),
        path("", include("maillon.community.verification.urls")),
        path("", include("maillon.community.saved_views.urls")),
        path("", include("maillon.community.organisations.urls")),
        path("", include("maillon.community.people.urls")),
        path("", include("maillon.community.territories.urls")),
        path("compte/", include("maillon.community.people.account_urls")),
        prefix_default_language=False,
    ),
]

handler400 = "maillon.shell.errors.bad_request"
handler403 = "maillon.shell.errors.forbidden"
handler404 = "maillon.shell.errors.not_found"
handler500 = "maillon.shell.errors.server_error"
