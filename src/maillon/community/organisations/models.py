"""Organisations, memberships, requests to join, tokens and identity providers."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.base.finding import document
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import PUBLIC_KINDS, LegalRegime, OrganisationKind, Role
from maillon.community.people.models import Person
from maillon.community.territories.models import Mrc, Municipality
from maillon.kernel.words import sort_key


@tracked()
class Organisation(models.Model):
    """A public body, a social or environmental organisation, a company, or the network itself."""

    name = models.CharField(_("nom"), max_length=160)
    short_name = models.CharField(_("nom court ou sigle"), max_length=40, blank=True)
    sort_key = models.CharField(max_length=250, editable=False)
    kind = models.CharField(_("genre"), max_length=40, choices=OrganisationKind.choices)
    legal_regime = models.CharField(
        _("régime juridique"), max_length=12, choices=LegalRegime.choices, default=LegalRegime.INTERNAL
    )
    neq = models.CharField(
        _("numéro d’entreprise du Québec (NEQ)"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", _("Le NEQ compte dix chiffres, sans espace."))],
    )
    mrc = models.ForeignKey(Mrc, models.PROTECT, verbose_name=_("territoire"), null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipalité"), null=True, blank=True
    )
    email = models.EmailField(_("adresse courriel"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    mission = models.TextField(_("mission"), blank=True)
    verified_at = models.DateTimeField(_("vérifiée le"), null=True, blank=True)
    verified_until = models.DateField(
        _("vérifiée jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Dernier jour, compris; vide : sans fin, ou jamais vérifiée."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("sort_key", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisations_organisation_kind_known"
            ),
            models.UniqueConstraint(
                fields=("neq",),
                condition=~Q(neq=""),
                name="organisations_organisation_neq_once",
                violation_error_message=_("Une organisation porte déjà ce NEQ."),
            ),
        )
        indexes = (GinIndex(document(number="short_name"), name="organisations_words"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # the signature is Django's own

    @property
    def is_public_body(self) -> bool:
        return self.kind in PUBLIC_KINDS

    @property
    def label(self) -> str:
        """Return the short name when there is one."""
        return self.short_name or self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Which memberships hold."""

    def current(self, on: dt.date) -> "MembershipQuerySet":
        """Keep those in force on that day, of people whose account is open."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on),
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            person__is_active=True,
        )


@tracked()
class Membership(models.Model):
    """A person's place in an organisation, with roles and, if need be, an end."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("personne"), related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="memberships"
    )
    roles = ArrayField(
        models.CharField(max_length=24, choices=Role.choices),
        verbose_name=_("rôles"),
        default=list,
        blank=True,
    )
    title = models.CharField(_("fonction"), max_length=120, blank=True)
    starts_on = models.DateField(_("à partir du"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("appartenance")
        verbose_name_plural = _("appartenances")
        ordering = ("organisation__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "organisation"),
                name="organisations_membership_once",
                violation_error_message=_("Cette personne appartient déjà à l’organisation."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="organisations_membership_dates_in_order",
                violation_error_message=_("La fin vient après le début."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"

    def hat(self) -> Hat:
        """Return the hat of this membership; reads ``organisation`` and its ``mrc``."""
        organisation = self.organisation
        return Hat(
            person_id=self.person_id,
            membership_id=self.pk,
            organisation_id=organisation.pk,
            organisation_kind=organisation.kind,
            organisation_name=organisation.label,
            verified=organisation.verified_at is not None,
            roles=frozenset(self.roles),
            mrc_code=organisation.mrc_id,
            region_code=organisation.mrc.region_id if organisation.mrc else None,
        )


class ApiToken(models.Model):
    """A key by which a program acts under one hat; only its digest is kept."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="tokens")
    name = models.CharField(_("usage"), max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    may_write = models.BooleanField(_("peut aussi modifier"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("échéance"))
    last_used_at = models.DateTimeField(_("dernier usage"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, blank=True)

    class Meta:
        verbose_name = _("jeton d’API")
        verbose_name_plural = _("jetons d’API")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class JoinRequest(models.Model):
    """Someone asks to belong to an organisation; those who administer it accept or decline."""

    class State(models.TextChoices):
        PENDING = "pending", _("en attente")
        ACCEPTED = "accepted", _("acceptée")
        DECLINED = "declined", _("refusée")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, models.CASCADE, related_name="join_requests")
    message = models.TextField(_("message"), max_length=500, blank=True)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.PENDING)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Membership, models.SET_NULL, verbose_name=_("décidée par"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("demande d’adhésion")
        verbose_name_plural = _("demandes d’adhésion")
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "person"),
                condition=Q(state="pending"),
                name="organisations_joinrequest_one_pending",
                violation_error_message=_("Votre demande à cette organisation attend déjà une réponse."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation}"


class IdentityProvider(models.Model):
    """An organisation's own sign-in service (OpenID Connect), offered to the addresses of its domains."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identity_providers")
    slug = models.SlugField(_("identifiant"), max_length=40, unique=True)
    name = models.CharField(_("nom affiché"), max_length=80)
    issuer = models.URLField(_("adresse du fournisseur (issuer)"))
    sends_to = models.CharField(
        _("site où l’on se connecte"), max_length=200, blank=True, help_text=_("Lu chez le fournisseur.")
    )
    client_id = models.CharField(_("identifiant du client"), max_length=200)
    client_secret_sealed = models.TextField(_("secret, chiffré"), blank=True)
    token_auth_method = models.CharField(max_length=40, default="client_secret_basic")

    class Meta:
        verbose_name = _("fournisseur d’identité")
        verbose_name_plural = _("fournisseurs d’identité")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class ProviderDomain(models.Model):
    """An e-mail domain for which one provider, and one only, answers."""

    provider = models.ForeignKey(IdentityProvider, models.CASCADE, related_name="domains")
    domain = models.CharField(_("domaine de courriel"), max_length=120)

    class Meta:
        verbose_name = _("domaine de courriel")
        verbose_name_plural = _("domaines de courriel")
        ordering = ("domain",)
        constraints = (
            models.UniqueConstraint(
                fields=("domain",),
                name="organisations_providerdomain_once",
                violation_error_message=_("Un autre fournisseur répond déjà pour ce domaine."),
            ),
        )

    def __str__(self) -> str:
        return self.domain
