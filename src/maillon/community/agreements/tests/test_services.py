"""An agreement is prepared, proposed, answered and ended; each verb is idempotent or refuses with its reasons."""

import datetime as dt

import pytest
from django.apps import apps
from django.utils import timezone

from maillon.base.facts import Fact
from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.agreements import services
from maillon.community.agreements.errors import (
    AgreementChanged,
    AgreementLocked,
    AlreadyAnswered,
    EndRefused,
    Incomplete,
    NotOpen,
)
from maillon.community.agreements.models import Agreement, Party
from maillon.community.agreements.queries import awaiting_answer, ending_soon
from maillon.community.agreements.rules import Term
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Scope
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_hat, make_organisation

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
DAY = dt.timedelta(days=1)


@pytest.fixture
def town() -> Organisation:
    return make_organisation(name="Ville")


@pytest.fixture
def schools() -> Organisation:
    return make_organisation(OrganisationKind.SCHOOL_SERVICE_CENTRE, name="Écoles")


@pytest.fixture
def clerk(town: Organisation) -> Hat:
    return make_hat(Role.ORGANISATION_ADMIN, organisation=town)


@pytest.fixture
def principal(schools: Organisation) -> Hat:
    return make_hat(Role.ASSET_MANAGER, organisation=schools)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the facts recorded, as they come."""
    names: list[str] = []

    def note(fact: Fact) -> None:
        names.append(type(fact).__name__)

    for module in ("drafting", "answering", "ending"):
        monkeypatch.setattr(f"maillon.community.agreements.services.{module}.record", note)
    return names


def whole(town: Organisation, *partners: Organisation, **values: object) -> Agreement:
    return make_agreement(town, *partners, state="proposed", **values)


def accept(agreement: Agreement, hat: Hat) -> Agreement:
    agreement.refresh_from_db()
    return services.accept_agreement(agreement_id=agreement.pk, revision=agreement.revision, by=hat, now=NOW)


def test_an_agreement_is_prepared_proposed_and_accepted(town, schools, clerk, principal, told) -> None:
    made = services.begin_agreement(title=" Aréna ", purpose="Sans facture.", by=clerk, now=NOW)
    assert (made.title, made.owner_id, made.state) == ("Aréna", town.pk, "draft")
    with pytest.raises(Incomplete) as refused:
        services.propose_agreement(agreement_id=made.pk, by=clerk, now=NOW)
    assert {reason.code for reason in refused.value.reasons} == {
        "no_partner",
        "start_missing",
        "nothing_covered",
    }
    services.add_partner(agreement_id=made.pk, organisation_id=schools.pk, by=clerk)
    services.add_partner(agreement_id=made.pk, organisation_id=schools.pk, by=clerk)
    services.set_term(agreement_id=made.pk, term=Term(TODAY, TODAY + 90 * DAY), by=clerk, now=NOW)
    Scope.objects.create(agreement=made, everything=True)
    assert Agreement.objects.visible_to(principal).count() == 0  # a draft is the owner's own
    services.propose_agreement(agreement_id=made.pk, by=clerk, now=NOW)
    services.propose_agreement(agreement_id=made.pk, by=clerk, now=NOW)
    assert list(awaiting_answer(principal)) == [made]
    assert accept(made, principal).state == "in_force"
    assert accept(made, principal).state == "in_force"
    assert told == ["AgreementProposed", "AgreementAccepted"]
    assert not awaiting_answer(principal).exists()
    assert Party.objects.in_force(TODAY).get().organisation == schools


def test_each_partner_answers_for_itself(town, schools, clerk, principal, told) -> None:
    club = make_organisation(OrganisationKind.SOCIAL_NPO)
    president = make_hat(Role.ORGANISATION_ADMIN, organisation=club)
    made = whole(town, schools, club)
    accept(made, principal)
    services.decline_agreement(agreement_id=made.pk, reason="Pas d’assurance.", by=president, now=NOW)
    made.refresh_from_db()
    assert made.state == "in_force"
    assert [one.organisation for one in Party.objects.in_force(TODAY)] == [schools]
    with pytest.raises(AlreadyAnswered):
        accept(made, president)


def test_an_agreement_that_all_decline_is_declined(town, schools, principal, told) -> None:
    made = whole(town, schools)
    with pytest.raises(Invalid):
        services.decline_agreement(agreement_id=made.pk, reason=" ", by=principal, now=NOW)
    for _ in range(2):
        services.decline_agreement(agreement_id=made.pk, reason="Non.", by=principal, now=NOW)
    made.refresh_from_db()
    assert (made.state, told) == ("declined", ["AgreementDeclined"])


def test_a_partner_accepts_what_it_read(town, schools, clerk, principal) -> None:
    made = whole(town, schools)
    read = made.revision
    services.revise_coverage(agreement_id=made.pk, by=clerk, now=NOW)
    with pytest.raises(AgreementChanged):
        services.accept_agreement(agreement_id=made.pk, revision=read, by=principal, now=NOW)
    assert not Party.objects.in_force(TODAY).exists()


def test_nobody_else_commits_an_organisation(town, schools, clerk) -> None:
    made = whole(town, schools)
    requester = make_hat(Role.REQUESTER, organisation=schools)
    stranger = make_hat(Role.ORGANISATION_ADMIN)
    with pytest.raises(NotAllowed):
        accept(made, requester)
    with pytest.raises(NotFound):
        accept(made, stranger)
    with pytest.raises(NotFound):  # the owner proposes, it does not accept
        accept(made, clerk)
    with pytest.raises(NotAllowed):
        services.begin_agreement(title="Entente", by=make_hat(Role.APPROVER, organisation=town), now=NOW)


def test_the_owner_and_the_network_are_no_partners(town, clerk) -> None:
    made = services.begin_agreement(title="Entente", by=clerk, now=NOW)
    network = make_organisation(OrganisationKind.NETWORK)
    for number in (town.pk, network.pk, 999_999):
        with pytest.raises(Invalid):
            services.add_partner(agreement_id=made.pk, organisation_id=number, by=clerk)


def test_what_was_proposed_is_not_rewritten(town, schools, clerk) -> None:
    made = whole(town, schools)
    with pytest.raises(AgreementLocked):
        services.describe_agreement(agreement_id=made.pk, title="Autre", purpose="", by=clerk)
    with pytest.raises(AgreementLocked):
        services.set_term(agreement_id=made.pk, term=Term(TODAY), by=clerk, now=NOW)


def test_the_owner_ends_for_all_at_once_or_later(town, schools, clerk, told) -> None:
    made = make_agreement(town, schools)
    end = {"agreement_id": made.pk, "by": clerk, "now": NOW}
    with pytest.raises(EndRefused):
        services.end_agreement(reason="", ends_on=TODAY - DAY, **end)
    services.end_agreement(reason="Travaux.", ends_on=TODAY + 5 * DAY, **end)
    services.end_agreement(reason="Travaux.", ends_on=TODAY + 5 * DAY, **end)
    assert Party.objects.in_force(TODAY + 4 * DAY).exists()
    assert not Party.objects.in_force(TODAY + 5 * DAY).exists()
    services.end_agreement(reason="Incendie.", ends_on=TODAY, **end)
    made.refresh_from_db()
    assert (made.state, made.ended_reason, told) == ("ended", "Incendie.", ["AgreementEnded"] * 2)
    assert not Party.objects.in_force(TODAY).exists()


def test_a_partner_leaves_alone_and_the_last_one_ends_it(town, schools, principal, told) -> None:
    club = make_organisation(OrganisationKind.SOCIAL_NPO)
    president = make_hat(Role.ORGANISATION_ADMIN, organisation=club)
    made = make_agreement(town, schools, club)
    services.end_agreement(agreement_id=made.pk, reason="Fusion.", ends_on=TODAY, by=president, now=NOW)
    made.refresh_from_db()
    assert (made.state, made.ends_on) == ("in_force", None)
    assert [one.organisation for one in Party.objects.in_force(TODAY)] == [schools]
    services.end_agreement(agreement_id=made.pk, reason="Trop cher.", ends_on=TODAY, by=principal, now=NOW)
    made.refresh_from_db()
    assert (made.state, made.ends_on) == ("ended", TODAY)


def test_one_that_would_end_before_it_begins_never_was(town, schools, clerk) -> None:
    made = make_agreement(town, schools, starts_on=TODAY + 30 * DAY)
    services.end_agreement(agreement_id=made.pk, reason="Trop tôt.", ends_on=TODAY, by=clerk, now=NOW)
    made.refresh_from_db()
    assert made.ends_on == made.starts_on
    assert not Party.objects.in_force(TODAY + 30 * DAY).exists()


def test_a_draft_or_a_proposal_is_abandoned_an_accepted_one_is_ended(town, schools, clerk, principal) -> None:
    proposed, accepted = whole(town, schools), make_agreement(town, schools)
    for _ in range(2):
        services.abandon_agreement(agreement_id=proposed.pk, by=clerk, now=NOW)
    with pytest.raises(NotOpen):
        accept(proposed, principal)
    with pytest.raises(AgreementLocked):
        services.abandon_agreement(agreement_id=accepted.pk, by=clerk, now=NOW)


def test_time_ends_what_is_over_once(town, schools, told) -> None:
    over = make_agreement(town, schools, starts_on=TODAY - 9 * DAY, ends_on=TODAY)
    still = make_agreement(town, schools, ends_on=TODAY + DAY)
    assert (services.end_over(now=NOW), services.end_over(now=NOW)) == (1, 0)
    over.refresh_from_db()
    still.refresh_from_db()
    assert (over.state, still.state, told) == ("ended", "in_force", ["AgreementEnded"])


def test_an_agreement_that_ends_within_sixty_days_awaits_both_sides(town, schools, clerk, principal) -> None:
    soon = make_agreement(town, schools, ends_on=TODAY + 60 * DAY)
    make_agreement(town, schools, ends_on=TODAY + 61 * DAY)
    assert list(ending_soon(clerk, TODAY)) == list(ending_soon(principal, TODAY)) == [soon]
    assert services.remind_ends(now=NOW) == 1


def test_the_sequel_takes_partners_and_coverage(town, schools, clerk) -> None:
    made = make_agreement(town, schools, ends_on=TODAY + 10 * DAY)
    following = services.renew_agreement(agreement_id=made.pk, by=clerk, now=NOW)
    assert services.renew_agreement(agreement_id=made.pk, by=clerk, now=NOW) == following
    assert (following.state, following.starts_on) == ("draft", TODAY + 10 * DAY)
    assert following.parties.get().organisation == schools
    assert following.scopes.get().everything


def test_the_history_is_kept(town, schools, clerk) -> None:
    made = services.begin_agreement(title="Entente", by=clerk, now=NOW)
    services.describe_agreement(agreement_id=made.pk, title="Autre titre", purpose="", by=clerk)
    events = apps.get_model("agreements", "AgreementEvent").objects.filter(pgh_obj_id=made.pk).order_by("pk")
    assert [one.title for one in events] == ["Entente", "Autre titre"]
