"""The organisations, and the hats of the caller, for programs.

Only public facts of an organisation are told: no address of a person, no member.
"""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import Code, Line, explained, identifier, one_of
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.queries import hats_of
from maillon.community.organisations.requests import HatRequest
from maillon.community.people.models import Person
from maillon.kernel.words import sort_key

OrganisationId = Annotated[int, identifier("Numéro de l’organisation.")]
Kind = Annotated[OrganisationKind, one_of(OrganisationKind)]
router = Router(tags=["organisations"])
me_router = Router(tags=["me"], auth=HAT_NEEDED)


class OrganisationRef(Schema):
    """An organisation, named."""

    id: int = explained("Numéro dans Maillon.", example=7)
    name: str = explained("Nom de l’organisation.", example="Ville de Saint-Hyacinthe")


class OrganisationOut(OrganisationRef):
    """The public facts of an organisation."""

    short_name: str = explained("Nom court ou sigle; vide s’il n’y en a pas.", example="SADC")
    kind: Kind = explained("Ce que l’organisation est en droit.", example="municipalite_locale")
    public_body: bool = explained("Si c’est un organisme public.", example=True)
    verified: bool = explained("Si elle est vérifiée aujourd’hui.", example=True)
    verified_until: dt.date | None = explained(
        "Dernier jour de sa vérification, compris; null sans fin.", example="2028-11-21"
    )
    mrc: str | None = explained("Code de sa MRC ou de son territoire équivalent.", example="540")
    municipality: str | None = explained(
        "Nom de sa municipalité, si elle est connue.", example="Saint-Hyacinthe"
    )
    mission: str = explained("Sa mission, en ses mots; peut être vide.")


class HatOut(Schema):
    """A hat: a person acting for an organisation, with roles."""

    membership_id: int | None = explained("Numéro de l’appartenance; null sans organisation.", example=31)
    organisation: OrganisationRef | None = explained("L’organisation pour laquelle on agit.")
    roles: list[Annotated[Role, one_of(Role)]] = explained(
        "Ce que ce chapeau permet.", example=["requester", "approver"]
    )
    circles: list[str] = explained(
        "Les cercles auxquels ce chapeau appartient : ce qu’on lui montre et ce qu’il peut réserver.",
        example=["everyone", "members", "public_bodies", "verified"],
    )


class MeOut(Schema):
    """Who calls, and under which hat."""

    name: str = explained("Le nom de la personne.", example="Camille Tremblay")
    language: str = explained("La langue de ses courriels.", example="fr-ca")
    hat: HatOut = explained("Le chapeau de cette demande : celui du jeton, ou celui porté sur nos pages.")
    may_write: bool = explained("Si ce jeton peut aussi modifier.", example=True)


class OrganisationQuery(PageQuery):
    """Which organisations."""

    kind: Kind | None = explained("Ne garder que ce genre.", default=None, example="mrc")
    mrc: Code | None = explained("Ne garder que ce territoire.", default=None, example="540")
    starts_with: Line | None = explained(
        "Ne garder que les noms qui commencent ainsi, sans égard aux accents.",
        default=None,
        example="Ville de",
    )


def reference_of(organisation: Organisation) -> OrganisationRef:
    """Return the organisation as other objects name it."""
    return OrganisationRef(id=organisation.pk, name=organisation.name)


def _shown(organisation: Organisation) -> OrganisationOut:
    return OrganisationOut(
        id=organisation.pk,
        name=organisation.name,
        short_name=organisation.short_name,
        kind=OrganisationKind(organisation.kind),
        public_body=organisation.is_public_body,
        verified=organisation.verified_at is not None,
        verified_until=organisation.verified_until,
        mrc=organisation.mrc_id,
        municipality=organisation.municipality.name if organisation.municipality else None,
        mission=organisation.mission,
    )


def _hat(hat: Hat) -> HatOut:
    known = hat.organisation_id is not None
    return HatOut(
        membership_id=hat.membership_id,
        organisation=OrganisationRef(id=hat.organisation_id or 0, name=hat.organisation_name)
        if known
        else None,
        roles=sorted(Role(role) for role in hat.roles),
        circles=sorted(hat.circles),
    )


@router.get(
    "/organisations",
    response=Page[OrganisationOut],
    summary=_noted("Lister les organisations"),
    description=_noted("Les organisations du réseau, par nom, avec leurs faits publics."),
)
def list_organisations(
    request: HatRequest, response: HttpResponse, query: Query[OrganisationQuery]
) -> dict[str, Any]:
    found = Organisation.objects.select_related("municipality")
    if query.kind:
        found = found.filter(kind=query.kind)
    if query.mrc:
        found = found.filter(mrc_id=query.mrc)
    if query.starts_with:
        found = found.filter(sort_key__startswith=sort_key(query.starts_with))
    return page_of(
        found, order=("sort_key", "pk"), page=query, request=request, response=response, shape=_shown
    )


@router.get(
    "/organisations/{organisation_id}",
    response=OrganisationOut,
    summary=_noted("Voir une organisation"),
    description=_noted("Les faits publics d’une organisation."),
)
def show_organisation(request: HatRequest, organisation_id: OrganisationId) -> OrganisationOut:
    return _shown(get_object_or_404(Organisation.objects.select_related("municipality"), pk=organisation_id))


@me_router.get(
    "/me",
    response=MeOut,
    summary=_noted("Savoir qui appelle"),
    description=_noted("La personne et le chapeau au nom desquels cette demande est faite."),
)
def show_me(request: HatRequest) -> MeOut:
    person = Person.objects.get(pk=request.hat.person_id or 0)
    key = getattr(request, "api_key", None)
    return MeOut(
        name=person.name,
        language=person.language,
        hat=_hat(request.hat),
        may_write=key is None or key.may_write,
    )


@me_router.get(
    "/me/hats",
    response=list[HatOut],
    summary=_noted("Lister ses chapeaux"),
    description=_noted("Chaque chapeau que la personne peut porter aujourd’hui. Un jeton n’en porte qu’un."),
)
def list_my_hats(request: HatRequest) -> list[HatOut]:
    return [_hat(hat) for hat in hats_of(person_id=request.hat.person_id or 0, on=timezone.localdate())]
