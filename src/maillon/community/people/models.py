"""The person who signs in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ERASED = "@efface.invalid"  # RFC 2606: an address that can reach nobody


class Language(models.TextChoices):
    """The languages in which Maillon writes to people."""

    FRENCH = "fr-ca", _("français")
    ENGLISH = "en", _("anglais")


class PersonManager(BaseUserManager["Person"]):
    """Makes people; an e-mail address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "Person":
        """Return a new person; without a password they sign in by code."""
        person = self.model(email=email.strip().lower(), **values)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who acts on Maillon: a name, an address and a language, nothing else."""

    email = models.EmailField(_("adresse courriel"), max_length=254, unique=True)
    name = models.CharField(_("nom"), max_length=120, blank=True)
    language = models.CharField(_("langue"), max_length=5, choices=Language.choices, default=Language.FRENCH)
    shortcuts = models.BooleanField(_("raccourcis d’une seule touche"), default=True, db_default=True)
    is_active = models.BooleanField(_("compte ouvert"), default=True)
    joined_at = models.DateTimeField(_("inscription"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="people_person_email_once",
                violation_error_message=_("Un compte existe déjà pour cette adresse."),
            ),
        )

    def __str__(self) -> str:
        if self.email.endswith(ERASED):
            return gettext("personne effacée")
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    @property
    def is_staff(self) -> bool:
        """Return False: nobody has powers outside of a hat."""
        return False
