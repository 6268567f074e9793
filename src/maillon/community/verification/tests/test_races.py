"""Two who decide at the same moment take one decision."""

import datetime as dt

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.verification import services
from maillon.community.verification.criteria import needs_of
from maillon.community.verification.models import Decision
from maillon.community.verification.rules import YES, Finding, Judgement
from maillon.testing.builders.community import make_hat, make_organisation, make_person
from maillon.testing.builders.verification import make_verification_request
from maillon.testing.racing import race

NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
FINDINGS = {code: Finding(YES) for code in needs_of(OrganisationKind.CHARITY).criteria}
GRANTED = Judgement("granted", FINDINGS, until=dt.date(2028, 11, 21))
REFUSED = Judgement("refused", FINDINGS, motive="evidence", reason="Les pages sont illisibles.")


def test_two_who_decide_at_the_same_moment_take_one_decision(real_connections: None) -> None:
    charity = make_organisation(OrganisationKind.CHARITY, verified=False, neq="1144556677", mission="Aider.")
    asked = make_verification_request(charity, state="sent", with_pieces=True, sent_by=make_person())
    runs = []
    for judgement in (GRANTED, REFUSED):
        hat = make_hat(Role.TERRITORY_COORDINATOR, organisation=make_organisation(OrganisationKind.MRC))
        runs.append(
            lambda hat=hat, judgement=judgement: services.decide_request(
                request_id=asked.pk, judgement=judgement, by=hat, now=NOW
            )
        )
    told = race(runs)
    assert sorted(told.counts.values()) == [1, 1], told
    assert told.counts["ok"] == 1, told
    decision = Decision.objects.get()
    charity.refresh_from_db()
    assert (charity.verified_at is not None) == (decision.outcome == "granted")
