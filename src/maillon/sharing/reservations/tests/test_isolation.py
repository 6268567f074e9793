"""Who sees and books what: every kind of owner, every kind of asker, verified or not, partner or not, every circle.

What is expected is written here once more, and otherwise: circles are drawn one around the other, and whoever belongs
to one is inside all the wider ones.
"""

import datetime as dt
import random
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from maillon.base.bulk import analyse
from maillon.community.agreements.models import Agreement, Party
from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.kinds import PUBLIC_KINDS, SOCIAL_KINDS, Circle, OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset, Scope, covering
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.search import FreeSearch, find_free
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.checks import reasons_against
from maillon.sharing.terms.models import SharingTerms
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import SAINT_HYACINTHE, at, make_asset, make_schedule, make_shared_place

pytestmark = pytest.mark.django_db
OUTWARD = ["owner", "partners", "public_bodies", "verified", "members", "everyone"]
DRAWN = [(circle, circle) for circle in OUTWARD] + [("everyone", circle) for circle in OUTWARD[:-1]]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


COUNTED = (
    "organisations_organisation",
    "inventory_site",
    "inventory_asset",
    "terms_offer",
    "terms_sharingterms",
    "availability_schedule",
    "availability_scheduleday",
    "availability_block",
    "availability_bookable",
    "availability_commitment",
    "house_rules_keptday",
)


@dataclass(frozen=True)
class Asker:
    """Someone who asks: their hat, and whether the owners have an agreement with their organisation."""

    hat: Hat
    partner: bool
    client: Client | None = None

    @property
    def ring(self) -> int:
        """Return the narrowest circle of another organisation in which this asker is."""
        kind, verified = self.hat.organisation_kind, self.hat.verified
        if kind is None:
            return OUTWARD.index("everyone")
        if self.partner:
            return OUTWARD.index("partners")
        if verified and kind in PUBLIC_KINDS:
            return OUTWARD.index("public_bodies")
        return OUTWARD.index("verified" if verified and kind in SOCIAL_KINDS else "members")

    def inside(self, circle: str, owner_id: int) -> bool:
        return self.hat.organisation_id == owner_id or OUTWARD.index(circle) >= self.ring


def make_owners(kinds: list[str]) -> list[Organisation]:
    """Return an owner of each kind, with an asset for each circle that may see and for each that may book."""
    owners = [make_organisation(kind) for kind in kinds]
    for owner in owners:
        hours = make_schedule(owner)
        for audience, bookable_by in DRAWN:
            make_shared_place(owner, audience=audience, terms={"bookable_by": bookable_by}, schedule=hours)
    return owners


def make_askers(owners: list[Organisation], kinds: list[str], *, signed_in: bool = False) -> list[Asker]:
    """Return an asker of each kind, verified or not, partner or not; nobody; and someone of the first owner."""
    askers = [Asker(NOBODY, partner=False, client=Client() if signed_in else None)]
    partners = []
    for kind in kinds:
        for verified in (True, False):
            for partner in (True, False):
                organisation = make_organisation(kind, verified=verified)
                partners += [organisation] if partner else []
                askers.append(_asker(organisation, partner=partner, signed_in=signed_in))
    for owner in owners:
        make_agreement(owner, *partners)
    return [*askers, _asker(owners[0], partner=False, signed_in=signed_in)]


def _asker(organisation: Organisation, *, partner: bool, signed_in: bool) -> Asker:
    member = make_membership(Role.REQUESTER, organisation=organisation)
    if not signed_in:
        return Asker(member.hat(), partner=partner)
    client = Client()
    client.force_login(member.person, backend=BACKEND)
    return Asker(member.hat(), partner=partner, client=client)


def expected(asker: Asker) -> dict[int, bool]:
    """Return the assets that this asker sees, each with whether they may book it."""
    terms = dict(SharingTerms.objects.order_by("pk").values_list("offers__asset_id", "bookable_by"))
    seen = Asset.objects.order_by("pk").values_list("pk", "organisation_id", "audience")
    return {
        pk: asker.inside(terms[pk], owner_id)
        for pk, owner_id, audience in seen
        if asker.inside(audience, owner_id)
    }


def everything(*, bookable_only: bool = False) -> FreeSearch:
    lon, lat = SAINT_HYACINTHE
    return FreeSearch(lon, lat, None, at(10), at(11), bookable_only=bookable_only, limit=2_000)


def test_the_circles_are_drawn_one_around_the_other() -> None:
    assert list(Circle) == OUTWARD


def test_every_kind_sees_and_books_of_every_kind_what_the_circle_says() -> None:
    """List and search: 30 kinds of owners, 30 of askers, verified or not, partners or not, every circle."""
    owners = make_owners(list(OrganisationKind))
    # The planner may still count what other tests took back; in service, tables are counted as they grow.
    analyse(*COUNTED)
    now = timezone.now()
    partners_alone = 0
    for asker in make_askers(owners, list(OrganisationKind)):
        wanted = expected(asker)
        listed = Asset.objects.visible_to(asker.hat).order_by("pk").values_list("pk", flat=True)
        assert set(listed) == set(wanted), asker
        found = find_free(everything(), hat=asker.hat, now=now)
        assert {one.asset_id: one.may_book for one in found.assets} == wanted, asker
        bookable = find_free(everything(bookable_only=True), hat=asker.hat, now=now)
        assert {one.asset_id for one in bookable.assets} == {pk for pk, may in wanted.items() if may}, asker
        partners_alone += asker.partner
    assert partners_alone == 2 * len(OrganisationKind)


# One kind for each way of being: in law, and in the circles.
WAYS = [
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.SCHOOL_SERVICE_CENTRE,
    OrganisationKind.COMMUNITY,
    OrganisationKind.COMPANY,
    OrganisationKind.NETWORK,
]


@pytest.mark.parametrize("kind", [OrganisationKind.MUNICIPALITY, OrganisationKind.COMPANY])
def test_pages_api_and_requests_open_what_the_circle_says(kind: str) -> None:
    owners = make_owners([kind])
    now = timezone.now()
    for asker in make_askers(owners, WAYS, signed_in=True):
        wanted = expected(asker)
        assert asker.client is not None
        told = asker.client.get("/api/v1/assets?limit=100").json()["items"]
        assert {one["id"] for one in told} == set(wanted), asker
        free = asker.client.get(
            "/api/v1/free",
            {
                "lon": SAINT_HYACINTHE[0],
                "lat": SAINT_HYACINTHE[1],
                "starts_at": at(10).isoformat(),
                "ends_at": at(11).isoformat(),
                "limit": 100,
            },
        )
        assert {one["id"] for one in free.json()["items"]} == set(wanted), asker
        for asset in Asset.objects.order_by("pk"):
            seen = asset.pk in wanted
            assert (offer_of(asset.pk, asker.hat) is not None) == seen, (asker, asset.audience)
            if asset.audience in {"partners", "public_bodies"}:
                page = asker.client.get(f"/biens/{asset.pk}/semaine/")
                assert page.status_code == (200 if seen else 404), (asker, asset.audience)
            if seen and asker.hat.organisation_id is not None:
                wish = Wish(asset.pk, at(10), at(11), "Réunion")
                offer = offer_of(asset.pk, asker.hat)
                assert offer is not None
                against = {one.code for one in reasons_against(wish, offer=offer, hat=asker.hat, now=now)}
                assert ("circle" not in against) == wanted[asset.pk], (asker, offer.terms.bookable_by)


def _agreement_at_random(
    rng: random.Random, owner: Organisation, partner: Organisation, today: dt.date
) -> None:
    """Write an agreement of any state, term and answer, which covers any of the things of its owner."""
    starts_on = today + dt.timedelta(days=rng.randint(-3, 2))
    agreement = make_agreement(
        owner,
        state=rng.choice(("in_force", "in_force", "in_force", "proposed", "ended", "declined")),
        starts_on=starts_on,
        ends_on=rng.choice((None, starts_on + dt.timedelta(days=rng.randint(0, 4)))),
        scopes=(),
    )
    Party.objects.create(
        agreement=agreement,
        organisation=partner,
        state=rng.choice(("accepted", "accepted", "accepted", "awaiting", "declined")),
        answered_at=timezone.now(),
        reason="Non.",
        leaves_on=rng.choice((None, None, today + dt.timedelta(days=rng.randint(-2, 3)))),
    )
    asset = rng.choice(list(Asset.objects.filter(organisation=rng.choice((owner, partner))).order_by("pk")))
    covered = rng.choice(("everything", "asset_class", "site", "asset"))
    value = {"everything": True, "asset_class": asset.asset_class, "site": asset.site, "asset": asset}[
        covered
    ]
    Scope.objects.create(agreement=agreement, **{covered: value})


def _covered_plainly(agreements: list[Agreement], asset: Asset, partner_id: int, day: dt.date) -> bool:
    """Return whether an agreement covers the asset for this partner on that day: as anyone would write it first."""
    for agreement in agreements:
        held = agreement.state == "in_force" and agreement.owner_id == asset.organisation_id
        if not held or not agreement.term.has(day):
            continue
        parties = [one for one in agreement.parties.all() if one.organisation_id == partner_id]
        joined = [
            one
            for one in parties
            if one.state == "accepted" and (one.leaves_on is None or day < one.leaves_on)
        ]
        covers = [
            one
            for one in agreement.scopes.all()
            if one.everything
            or one.asset_class_id == asset.asset_class_id
            or one.site_id == asset.site_id
            or one.asset_id == asset.pk
        ]
        if joined and covers:
            return True
    return False


def test_python_the_database_and_a_plain_loop_agree_on_what_is_covered() -> None:
    rng, today = random.Random(20261128), timezone.localdate()
    owners = [make_organisation() for _ in range(4)]
    for owner in owners:
        for code in ("gym", "gym", "truck"):
            make_asset(owner, code=code)
    for _ in range(60):
        _agreement_at_random(rng, *rng.sample(owners, 2), today)
    agreements = list(Agreement.objects.prefetch_related("parties", "scopes").order_by("pk"))
    yes = 0
    for partner in owners:
        for day in (today + dt.timedelta(days=offset) for offset in range(-4, 5)):
            covered = set(Asset.objects.filter(covering(day, partner.pk)).values_list("pk", flat=True))
            for asset in Asset.objects.order_by("pk"):
                plainly = _covered_plainly(agreements, asset, partner.pk, day)
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT inventory_by_agreement(%s, %s, %s, %s, %s, %s)",
                        [
                            partner.pk,
                            asset.organisation_id,
                            asset.asset_class_id,
                            asset.site_id,
                            asset.pk,
                            day,
                        ],
                    )
                    by_database = cursor.fetchone()[0]
                assert (asset.pk in covered) == by_database == plainly, (partner, asset.pk, day)
                yes += plainly
    assert 40 < yes < 4 * 9 * 12 * 0.8  # neither never nor always


def test_partners_see_only_what_is_covered_and_only_while_it_is() -> None:
    owner, partner = make_organisation(), make_organisation(OrganisationKind.COMPANY, verified=False)
    hat = make_membership(organisation=partner).hat()
    gym = make_shared_place(owner, audience="partners", terms={"bookable_by": "partners"})
    truck = make_shared_place(owner, code="truck", audience="partners", terms={"bookable_by": "partners"})
    today = timezone.localdate()
    agreement = make_agreement(
        owner, partner, scopes=[{"asset_class": gym.asset_class}], ends_on=today + dt.timedelta(days=3)
    )
    assert list(Asset.objects.visible_to(hat)) == [gym]
    assert {one.asset_id for one in find_free(everything(), hat=hat, now=timezone.now()).assets} == {gym.pk}
    after = today + dt.timedelta(days=3)
    assert list(Asset.objects.visible_to(hat, after - dt.timedelta(days=1))) == [gym]
    assert not Asset.objects.visible_to(hat, after).exists()
    later = timezone.make_aware(dt.datetime.combine(after, dt.time(0, 0)))
    search = everything()
    assert find_free(search, hat=hat, now=later - dt.timedelta(minutes=1)).assets
    assert not find_free(search, hat=hat, now=later).assets
    agreement.scopes.all().delete()
    Scope.objects.create(agreement=agreement, site=truck.site)
    assert list(Asset.objects.visible_to(hat)) == [truck]


@pytest.mark.parametrize("day", [dt.date(2027, 3, 14), dt.date(2027, 11, 7)])
def test_the_last_hour_of_an_agreement_when_the_clocks_change(day: dt.date) -> None:
    """An agreement that ends with the day of the change holds until midnight by Québec's clock, and not after."""
    owner, partner = make_organisation(), make_organisation(OrganisationKind.COMPANY)
    hat = make_membership(organisation=partner).hat()
    gym = make_shared_place(owner, audience="partners", terms={"bookable_by": "partners"})
    make_agreement(owner, partner, starts_on=day, ends_on=day + dt.timedelta(days=1))

    def found(moment: dt.datetime) -> list[int]:
        return [one.asset_id for one in find_free(everything(), hat=hat, now=moment).assets]

    midnight = timezone.make_aware(dt.datetime.combine(day, dt.time(0)))
    next_midnight = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time(0)))
    second = dt.timedelta(seconds=1)
    assert (next_midnight.astimezone(dt.UTC) - midnight.astimezone(dt.UTC)) != dt.timedelta(hours=24)
    for moment, expected_found in (
        (midnight - second, []),
        (midnight, [gym.pk]),
        (next_midnight - second, [gym.pk]),
        (next_midnight, []),
    ):
        assert found(moment) == expected_found
        assert (offer_of(gym.pk, hat, moment) is not None) == bool(expected_found)
