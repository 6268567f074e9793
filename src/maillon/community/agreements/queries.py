"""Reading agreements: one's own, what awaits an answer, what ends soon."""

import datetime as dt

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from maillon.community.agreements.models import Agreement, AgreementQuerySet, Party
from maillon.community.agreements.rules import REMINDERS, SIGNATORIES
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.queries import Directory, search_organisations
from maillon.community.people.models import Person

OPEN = (Agreement.State.DRAFT, Agreement.State.PROPOSED, Agreement.State.IN_FORCE)
MOST_PARTNERS = 200


def awaiting_answer(hat: Hat) -> AgreementQuerySet:
    """Return the agreements that await the answer of the hat's organisation, the oldest first."""
    if hat.organisation_id is None:
        return Agreement.objects.none()
    mine = Party.objects.filter(
        agreement=OuterRef("pk"), organisation_id=hat.organisation_id, state=Party.State.AWAITING
    )
    waiting = Agreement.objects.filter(
        Exists(mine), state__in=(Agreement.State.PROPOSED, Agreement.State.IN_FORCE)
    )
    return waiting.order_by("proposed_at", "pk")


def ending_soon(hat: Hat, today: dt.date) -> AgreementQuerySet:
    """Return the agreements of the hat's organisation that end within sixty days, the soonest first."""
    if hat.organisation_id is None:
        return Agreement.objects.none()
    accepted = Party.objects.filter(
        agreement=OuterRef("pk"),
        organisation_id=hat.organisation_id,
        state=Party.State.ACCEPTED,
        leaves_on__isnull=True,
    )
    return Agreement.objects.filter(
        Q(owner_id=hat.organisation_id) | Exists(accepted),
        state=Agreement.State.IN_FORCE,
        ends_on__gt=today,
        ends_on__lte=today + dt.timedelta(days=REMINDERS[0]),
    ).order_by("ends_on", "pk")


def agreements_of(hat: Hat, *, closed: bool = False) -> AgreementQuerySet:
    """Return the agreements that the hat reads, the latest first: those that live, or those that are over.

    Those that await its answer are apart: :func:`awaiting_answer`.
    """
    found = Agreement.objects.visible_to(hat).shown()
    found = found.exclude(pk__in=awaiting_answer(hat).order_by().values("pk"))
    return (found.exclude(state__in=OPEN) if closed else found.filter(state__in=OPEN)).order_by(
        "-opened_at", "-pk"
    )


def agreement_seen(agreement_id: int, hat: Hat) -> Agreement | None:
    """Return the agreement with its parties, if this hat may read it: two queries."""
    return Agreement.objects.visible_to(hat).shown().filter(pk=agreement_id).first()


def possible_partners(agreement: Agreement, words: str) -> QuerySet[Organisation]:
    """Return the organisations of this name that may still be asked, with their territory, by name."""
    found = search_organisations(Directory(words=words)).exclude(kind=OrganisationKind.NETWORK)
    taken = agreement.parties.values("organisation_id")
    return found.exclude(pk=agreement.owner_id).exclude(pk__in=taken)


def signatories_of(organisation_id: int, on: dt.date) -> list[Person]:
    """Return those who commit the organisation to agreements on that day, each once."""
    memberships = Membership.objects.current(on).filter(
        organisation_id=organisation_id, roles__overlap=list(SIGNATORIES)
    )
    return [one.person for one in memberships.select_related("person").order_by("pk")]


HOLD = """
SELECT g.id FROM agreements_agreement g JOIN agreements_party p ON p.agreement_id = g.id
WHERE g.owner_id = %s AND p.organisation_id = %s ORDER BY g.id FOR SHARE OF g
"""


def hold_agreements(*, owner_id: int, partner_id: int) -> None:
    """Keep the agreements between the two as they are until the transaction ends: whoever would end one waits.

    What is read afterwards is true until the transaction is written.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [owner_id, partner_id])
