"""Reading what is written about a request, and what one has not read yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from maillon.base.web.formats import number
from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.models import (
    BundleItem,
    Reservation,
    ReservationQuerySet,
    ThreadMessage,
    ThreadReading,
)

UNREAD_FOR = dt.timedelta(days=90)  # after that, a message that nobody opened awaits nobody


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the page shows it; ``document_id`` is its number when it carries a document."""

    message_id: int
    kind: str
    kind_word: str
    who: str
    organisation: str
    from_owner: bool
    mine: bool
    unread: bool
    text: str
    erased: bool
    changes: list[str]
    when: dt.datetime
    document: str
    weight: int


def root_of(reservation: Reservation) -> Reservation:
    """Return the request that carries the thread: the first of a bundle, or the request itself."""
    item = BundleItem.objects.filter(reservation=reservation).exclude(position=0).first()
    if item is None:
        return reservation
    first = BundleItem.objects.select_related("reservation__asset__site").filter(bundle_id=item.bundle_id)
    return first.order_by("position")[0].reservation


def family_of(root: Reservation) -> QuerySet[Reservation]:
    """Return the requests about which one thread is: all of a bundle, or the request alone."""
    together = BundleItem.objects.filter(bundle__items__reservation=root).values("reservation_id")
    return Reservation.objects.filter(Q(pk=root.pk) | Q(pk__in=together)).order_by("pk")


def messages_about(root: Reservation, hat: Hat) -> QuerySet[ThreadMessage]:
    """Return the messages about a request that this hat may read, oldest first."""
    return (
        ThreadMessage.objects.visible_to(hat)
        .filter(reservation=root)
        .select_related("person", "organisation")
        .order_by("written_at", "pk")
    )


def thread_of(root: Reservation, hat: Hat) -> list[Said]:
    """Return the thread as this hat reads it: two queries."""
    read = ThreadReading.objects.filter(reservation=root, person_id=hat.person_id or 0).first()
    return [_said(one, root, hat, read.read_at if read else None) for one in messages_about(root, hat)]


def _said(one: ThreadMessage, root: Reservation, hat: Hat, read_at: dt.datetime | None) -> Said:
    mine = one.person_id is not None and one.person_id == hat.person_id
    return Said(
        message_id=one.pk,
        kind=one.kind,
        kind_word=str(ThreadMessage.Kind(one.kind).label),
        who=str(one.person) if one.person else "",
        organisation=one.organisation.name if one.organisation else "",
        from_owner=one.from_owner,
        mine=mine,
        unread=not mine and (read_at is None or one.written_at > read_at),
        text=one.text,
        erased=not (one.text or one.changes or one.file),
        changes=changes_in_words(one.changes),
        when=one.written_at.astimezone(root.tz),
        document=one.file_name,
        weight=one.size,
    )


def changes_in_words(changes: dict[str, Sequence[str | int | None]]) -> list[str]:
    """Return what the asker changed: « Personnes : 25, puis 30 »."""
    labels = {"purpose": _("Activité"), "attendees": _("Personnes")}
    return [
        _("%(what)s : %(before)s, puis %(after)s")
        % {"what": labels[name], "before": _told(before), "after": _told(after)}
        for name, (before, after) in sorted(changes.items())
    ]


def _told(value: str | int | None) -> str:
    if value is None:
        return _("non dit")
    return number(value) if isinstance(value, int) else f"«\u00a0{value}\u00a0»"


def unread_by(hat: Hat, now: dt.datetime, *, decides: bool) -> ReservationQuerySet:
    """Return the requests with a message to this hat that its wearer has not read, nor a colleague answered.

    ``decides`` says that the hat answers for its organisation: what askers write to it is for this hat too.
    """
    to_me = Q(reservation__person_id=hat.wearer_id, from_owner=True)
    if decides:
        to_me |= Q(reservation__asset__organisation_id=hat.organisation_id, from_owner=False)
    read = ThreadReading.objects.filter(
        reservation=OuterRef("reservation"), person_id=hat.wearer_id, read_at__gte=OuterRef("written_at")
    )
    answered = ThreadMessage.objects.filter(
        reservation=OuterRef("reservation"), from_owner=True, written_at__gt=OuterRef("written_at")
    )
    found = (
        ThreadMessage.objects.filter(to_me, written_at__gt=now - UNREAD_FOR)
        .exclude(person_id=hat.wearer_id)
        .exclude(Exists(read))
        .exclude(Q(from_owner=False) & Exists(answered))
    )
    return Reservation.objects.visible_to(hat).filter(pk__in=found.values("reservation_id"))


def to_clarify(hat: Hat) -> QuerySet[Reservation]:
    """Return the requests of this person that wait for their answer, the most pressing first."""
    mine = Reservation.objects.filter(person_id=hat.wearer_id, state=Reservation.State.CLARIFYING)
    return (
        mine.filter(Q(bundled__isnull=True) | Q(bundled__position=0)).shown().order_by("answer_due_at", "pk")
    )
