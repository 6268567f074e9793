"""What Maillon holds on a person's place in organisations."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.privacy import Holding
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import ApiToken, JoinRequest, Membership
from maillon.community.organisations.rules import Place, last_administrator_objections


def _read(person_id: int) -> dict[str, Any]:
    memberships = Membership.objects.filter(person_id=person_id).select_related("organisation")
    asked = JoinRequest.objects.filter(person_id=person_id).select_related("organisation")
    tokens = ApiToken.objects.filter(membership__person_id=person_id)
    return {
        "appartenances": [
            {
                "organisation": one.organisation.name,
                "fonction": one.title,
                "roles": list(one.roles),
                "du": one.starts_on.isoformat() if one.starts_on else None,
                "au": one.ends_on.isoformat() if one.ends_on else None,
            }
            for one in memberships
        ],
        "demandes_d_adhesion": [
            {"organisation": one.organisation.name, "message": one.message, "etat": one.state}
            for one in asked
        ],
        "jetons": [{"usage": one.name, "cree": one.created_at.isoformat()} for one in tokens],
    }


def _forbids(person_id: int, now: dt.datetime) -> list[str]:
    """Say where the person is the last to administer an organisation that has other members."""
    today = timezone.localdate(now)
    reasons = []
    mine = Membership.objects.current(today).filter(
        person_id=person_id, roles__contains=[Role.ORGANISATION_ADMIN]
    )
    for membership in mine.select_related("organisation"):
        others = Membership.objects.current(today).filter(organisation_id=membership.organisation_id)
        places = [
            Place(one.pk, frozenset(one.roles), one.ends_on) for one in others.exclude(pk=membership.pk)
        ]
        before = Place(membership.pk, frozenset(membership.roles), membership.ends_on)
        if places and last_administrator_objections(before, None, places):
            reasons.append(
                _("Donnez d’abord l’administration de « %(name)s » à quelqu’un d’autre.")
                % {"name": membership.organisation.name}
            )
    return reasons


def _erase(person_id: int, now: dt.datetime) -> None:
    """End the places, which other records name, and forget the rest."""
    yesterday = timezone.localdate(now) - dt.timedelta(days=1)
    ApiToken.objects.filter(membership__person_id=person_id).delete()
    JoinRequest.objects.filter(person_id=person_id).delete()
    for membership in Membership.objects.filter(person_id=person_id):
        membership.title, membership.roles, membership.starts_on = "", [], None
        membership.ends_on = min(membership.ends_on or yesterday, yesterday)
        membership.save()
    trail = Membership.pgh_event_model  # type: ignore[attr-defined]  # added by the audit trail
    trail.objects.filter(person_id=person_id).update(title="")


PLACES = Holding(name="organisations", read=_read, erase=_erase, forbids=_forbids)
