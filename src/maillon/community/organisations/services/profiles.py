"""Creating and describing organisations."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.facts import record
from maillon.base.refusals import Invalid, NotAllowed
from maillon.community.organisations import errors  # noqa: F401  (registers the messages of the constraints)
from maillon.community.organisations.facts import OrganisationRegistered
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import REGIME_BY_KIND, LegalRegime, OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.permissions import ask_to_administer

FOUNDER_ROLES = (Role.ORGANISATION_ADMIN, Role.ASSET_MANAGER, Role.APPROVER, Role.REQUESTER)


@dataclass(frozen=True, slots=True)
class Profile:
    """What an organisation says of itself; ``mrc_id`` is the three-figure code of its territory."""

    name: str
    kind: str
    short_name: str = ""
    neq: str = ""
    mrc_id: str | None = None
    email: str = ""
    phone: str = ""
    mission: str = ""


@transaction.atomic
def create_organisation(
    *, profile: Profile, by: Hat, now: dt.datetime, joining: bool = False
) -> Organisation:
    """Create an organisation: a steward's is verified at once; anyone else's waits, and they administer it.

    A steward administers it only when ``joining`` asks for it.
    Raises :class:`~.errors.NumberTaken` when its NEQ is another's.
    """
    if not by.signed_in:
        raise NotAllowed(_("Connectez-vous pour créer une organisation."))
    if profile.kind == OrganisationKind.NETWORK:
        raise Invalid(_("Le réseau lui-même est créé à la première heure, une seule fois."), field="kind")
    by_steward = by.has(Role.STEWARD)
    with refusals_for_constraints():
        organisation = Organisation.objects.create(
            **asdict(profile),
            legal_regime=REGIME_BY_KIND.get(profile.kind, LegalRegime.INTERNAL),
            verified_at=now if by_steward else None,
        )
    if by_steward:
        record(OrganisationRegistered(organisation.pk, by.wearer_id, by.organisation_id, now))
    if by.person_id is not None and (joining or not by_steward):
        Membership.objects.create(
            person_id=by.person_id,
            organisation=organisation,
            roles=list(FOUNDER_ROLES),
            starts_on=timezone.localdate(now),
        )
    return organisation


@transaction.atomic
def describe_organisation(*, organisation_id: int, profile: Profile, by: Hat) -> Organisation:
    """Change what an organisation says of itself; its kind and number, once verified, change only by a steward."""
    ask_to_administer(by, organisation_id)
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    identity_changes = (profile.kind, profile.neq) != (organisation.kind, organisation.neq)
    if organisation.verified_at and identity_changes and not by.has(Role.STEWARD):
        raise NotAllowed(_("Le genre et le NEQ d’une organisation vérifiée se changent par l’intendance."))
    if OrganisationKind.NETWORK in (profile.kind, organisation.kind) and profile.kind != organisation.kind:
        raise Invalid(_("Une organisation ne devient pas le réseau, ni l’inverse."), field="kind")
    if identity_changes:
        organisation.legal_regime = REGIME_BY_KIND.get(profile.kind, LegalRegime.INTERNAL)
    for column, value in asdict(profile).items():
        setattr(organisation, column, value)
    with refusals_for_constraints():
        organisation.save()
    return organisation
