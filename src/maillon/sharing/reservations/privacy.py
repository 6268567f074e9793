"""What Maillon holds on the reservations that a person asked for or decided."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillon.base.privacy import Holding
from maillon.sharing.reservations.models import Appeal, Reservation, Series, ThreadMessage, ThreadReading


def _read(person_id: int) -> dict[str, Any]:
    asked = Reservation.objects.filter(person_id=person_id).shown().order_by("starts_at", "pk")
    decided = Reservation.objects.filter(decided_by_id=person_id).order_by("starts_at", "pk")
    return {
        "demandees": [
            {
                "numero": one.reference,
                "bien": one.asset.name,
                "pour": one.organisation.name,
                "debut": one.starts_at.isoformat(),
                "fin": one.ends_at.isoformat(),
                "activite": one.purpose,
                "message": one.message,
                "etat": one.state,
            }
            for one in asked
        ],
        "decidees": [{"numero": one.reference, "etat": one.state} for one in decided],
    }


def _forbids(person_id: int, now: dt.datetime) -> list[str]:
    coming = (
        Reservation.objects.filter(person_id=person_id, ends_at__gt=now).live().order_by("starts_at", "pk")
    )
    return [
        _("Annulez d’abord la réservation %(reference)s, ou attendez qu’elle soit passée.")
        % {"reference": reference}
        for reference in coming.values_list("reference", flat=True)
    ]


def _erase(person_id: int, now: dt.datetime) -> None:  # noqa: ARG001  (every holding is given the moment)
    """Keep the reservation, which is the owner's record too; forget what the person wrote in it."""
    Reservation.objects.filter(person_id=person_id).update(message="")
    Series.objects.filter(bundle__person_id=person_id).update(message="")
    trail = Reservation.pgh_event_model  # type: ignore[attr-defined]  # added by the audit trail
    trail.objects.filter(person_id=person_id).update(message="")


def _read_messages(person_id: int) -> dict[str, Any]:
    written = ThreadMessage.objects.filter(person_id=person_id).select_related("reservation")
    return {
        "ecrits": [
            {
                "demande": one.reservation.reference,
                "ecrit_le": one.written_at.isoformat(),
                "message": one.text,
                "document": one.file_name,
            }
            for one in written.order_by("written_at", "pk")
        ]
    }


def _erase_messages(person_id: int, now: dt.datetime) -> None:  # noqa: ARG001
    """Keep that something was said, and when; forget what, with its document."""
    written = ThreadMessage.objects.filter(person_id=person_id)
    storage = ThreadMessage._meta.get_field("file").storage
    for name in written.exclude(file="").order_by("pk").values_list("file", flat=True):
        transaction.on_commit(lambda name=name: storage.delete(name))  # type: ignore[misc]  # a default binds the name
    written.update(text="", changes={}, file="", file_name="", media_type="", size=0)
    ThreadReading.objects.filter(person_id=person_id).delete()


THREADS = Holding(name="echanges", read=_read_messages, erase=_erase_messages)


def _read_appeals(person_id: int) -> dict[str, Any]:
    asked = Appeal.objects.filter(person_id=person_id).select_related("reservation").order_by("asked_at")
    answered = Appeal.objects.filter(answered_by_id=person_id).select_related("reservation")
    return {
        "demandes": [
            {"demande": one.reservation.reference, "pourquoi": one.text, "reponse": one.answer}
            for one in asked
        ],
        "repondus": [
            {"demande": one.reservation.reference, "reponse": one.outcome, "raisons": one.answer}
            for one in answered.order_by("answered_at")
        ],
    }


def _erase_appeals(person_id: int, now: dt.datetime) -> None:  # noqa: ARG001
    """Keep that a refusal was looked at again and what came of it; forget what the person wrote to ask for it."""
    Appeal.objects.filter(person_id=person_id).update(text="")


APPEALS = Holding(name="reexamens", read=_read_appeals, erase=_erase_appeals)
REQUESTS = Holding(name="reservations", read=_read, erase=_erase, forbids=_forbids)
