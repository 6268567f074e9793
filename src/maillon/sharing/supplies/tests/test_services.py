"""Movements: what they change, what they refuse, what nobody can undo."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.base.refusals import Invalid, NotAllowed, NotFound, Refusal
from maillon.community.organisations.kinds import Role
from maillon.sharing.supplies import services
from maillon.sharing.supplies.models import Article, Movement, Stock
from maillon.sharing.supplies.privacy import MOVEMENTS
from maillon.sharing.supplies.queries import low_count, months_of
from maillon.sharing.supplies.services import Counted, Given, Opening
from maillon.testing.builders.community import make_hat, make_membership, make_organisation

from .stage import make_article, make_store

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 28, 15, 0, tzinfo=dt.UTC)


def refused(code: str, field: str | None = None):
    """Expect a refusal of this code at this field."""
    return pytest.raises(Refusal, check=lambda e: (e.reasons[0].code, e.reasons[0].field) == (code, field))


def write_and_check(**values) -> None:
    """Write a movement and have the promises of the whole transaction looked at now."""
    Movement.objects.create(**values)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def sums() -> dict[tuple[int, int], Decimal]:
    rows = Movement.objects.order_by().values_list("article", "site").annotate(total=Sum("amount"))
    return {(article, site): total for article, site, total in rows}


def stocks() -> dict[tuple[int, int], Decimal]:
    return {(one.article_id, one.site_id): one.quantity for one in Stock.objects.order_by("pk")}


def test_what_comes_in_and_goes_out_is_told_with_what_is_left():
    store = make_store()
    came = store.receive("10")
    went = store.issue("3", given=Given("Ménage de l’aréna"), reason=" Urgent ")
    assert (came.balance, went.amount, went.balance) == (10, -3, 7)
    assert (went.use, went.reason, went.by_id) == ("Ménage de l’aréna", "Urgent", store.hat.person_id)
    assert store.left() == 7
    assert store.lose("2").balance == 5


def test_no_more_goes_out_than_is_left():
    store = make_store(holding="3")
    for verb in (store.issue, store.lose, store.transfer):
        with refused("not_enough", "amount"):
            verb("4")
    with refused("not_enough", "amount"):
        store.issue("1", site_id=store.arena.pk)
    assert store.left() == 3
    assert Movement.objects.count() == 1


def test_half_a_box_is_refused_and_half_a_kilogram_is_not():
    store = make_store()
    with refused("amount_not_whole", "amount"):
        store.receive("2.5")
    assert store.receive("2.5", store.salt).balance == Decimal("2.5")
    with refused("amount_missing", "amount"):
        store.receive("0")


def test_the_same_gesture_twice_is_done_once():
    store, key = make_store(holding="10"), uuid.uuid4()
    for verb in (store.receive, store.issue, store.lose):
        key = uuid.uuid4()
        assert verb("1", gesture=key).pk == verb("1", gesture=key).pk
    key = uuid.uuid4()
    assert [one.pk for one in store.transfer("2", gesture=key)] == [
        one.pk for one in store.transfer("2", gesture=key)
    ]
    key = uuid.uuid4()
    assert [one.pk for one in store.count("4", gesture=key)] == [
        one.pk for one in store.count("9", gesture=key)
    ]
    assert store.left() == 4


def test_a_transfer_is_two_movements_and_nothing_is_lost_on_the_way():
    store = make_store(holding="10")
    out, into = store.transfer("4")
    assert (out.amount, into.amount, out.gesture) == (-4, 4, into.gesture)
    assert (store.left(), store.left(site=store.arena)) == (6, 4)
    with refused("same_site", "to_site"):
        store.transfer("1", to_site_id=store.garage.pk)


def test_a_count_writes_the_difference_even_when_there_is_none():
    store = make_store(holding="10")
    assert [(one.amount, one.balance) for one in store.count("8")] == [(-2, 8)]
    assert [(one.amount, one.balance) for one in store.count("8")] == [(0, 8)]
    assert store.count("0")[0].balance == 0


def test_several_counts_are_all_written_or_none():
    store = make_store(holding="10")
    told = {"site_id": store.garage.pk, "gesture": uuid.uuid4(), "hat": store.hat, "now": NOW}
    with pytest.raises(Invalid) as caught:
        services.count_supplies(
            counts=[Counted(store.gloves.pk, Decimal("1.5")), Counted(store.salt.pk, Decimal(-1))], **told
        )
    assert [one.field for one in caught.value.reasons] == [
        f"count_{store.gloves.pk}",
        f"count_{store.salt.pk}",
    ]
    assert store.left() == 10
    with refused("nothing_counted"):
        services.count_supplies(counts=[], **told)
    with refused("article_twice"):
        services.count_supplies(counts=[Counted(store.gloves.pk, Decimal(1))] * 2, **told)
    services.count_supplies(
        counts=[Counted(store.gloves.pk, Decimal(9)), Counted(store.salt.pk, Decimal("12.5"))], **told
    )
    assert (store.left(), store.left(store.salt)) == (9, Decimal("12.5"))


def test_a_mistake_is_put_right_by_its_opposite_once():
    store = make_store()
    wrong = store.receive("100")
    (right,) = store.correct(wrong, "Dix, pas cent")
    assert (right.kind, right.amount, right.corrects_id, store.left()) == ("corrected", -100, wrong.pk, 0)
    with refused("corrected_already"):
        store.correct(wrong)
    with refused("correction_stays"):
        store.correct(right)
    with refused("reason_missing", "reason"):
        store.correct(store.receive("1"), " ")
    with refused("nothing_to_correct"):
        store.correct(store.count("1")[0])


def test_what_has_gone_out_since_is_not_taken_back():
    store = make_store()
    wrong = store.receive("10")
    store.issue("4")
    with refused("not_enough", "amount"):
        store.correct(wrong)


def test_both_halves_of_a_transfer_are_put_right_together():
    store = make_store(holding="10")
    legs = store.transfer("4")
    assert len(store.correct(legs[1])) == 2
    assert (store.left(), store.left(site=store.arena)) == (10, 0)
    with refused("corrected_already"):
        store.correct(legs[0])


def test_a_movement_is_never_changed_nor_deleted_whoever_writes():
    store = make_store()
    came = store.receive("10")
    for attempt in (
        lambda: Movement.objects.filter(pk=came.pk).update(amount=1000),
        lambda: Movement.objects.filter(pk=came.pk).update(reason="autre"),
        lambda: Movement.objects.filter(pk=came.pk).update(by=make_membership().person_id),
        lambda: Movement.objects.filter(pk=came.pk).delete(),
        lambda: Movement.objects.filter(pk=came.pk)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="supplies_movement_kept"), transaction.atomic():
            attempt()
    assert store.left() == 10


def test_nobody_writes_the_stock_but_a_movement():
    store = make_store(holding="10")
    for attempt in (
        lambda: Stock.objects.update(quantity=1000),
        lambda: Stock.objects.create(article=store.gloves, site=store.arena, quantity=5),
        lambda: Stock.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="supplies_stock_follows"), transaction.atomic():
            attempt()
    assert stocks() == sums()


@pytest.mark.parametrize(
    ("values", "promise"),
    [
        ({"amount": -1}, "supplies_stock_never_below_zero"),
        ({"amount": Decimal("0.5"), "kind": "received"}, "supplies_movement_whole"),
        ({"amount": 1}, "supplies_movement_sign"),
        ({"kind": "lost", "amount": -1}, "supplies_movement_says_why"),
        ({"kind": "corrected", "amount": 1, "reason": "x"}, "supplies_movement_correction_names_it"),
        ({"kind": "received", "amount": 1, "use": "x"}, "supplies_movement_given_when_issued"),
        ({"kind": "transferred", "amount": 1}, "supplies_movement_two_legs"),
    ],
)
def test_the_database_has_the_last_word(values, promise):
    store = make_store()
    if promise in {"supplies_movement_says_why", "supplies_movement_sign"}:
        store.receive("10")
    row = {
        "article": store.gloves,
        "site": store.garage,
        "kind": "issued",
        "at": NOW,
        "gesture": uuid.uuid4(),
    }
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        write_and_check(**row | values)


def test_the_database_refuses_a_site_of_others_and_a_correction_that_is_not_the_opposite():
    store, other = make_store(), make_store().garage
    row = {"article": store.gloves, "at": NOW, "gesture": uuid.uuid4()}
    with pytest.raises(IntegrityError, match="supplies_movement_own_site"), transaction.atomic():
        Movement.objects.create(site=other, kind="received", amount=1, **row)
    wrong = store.receive("10")
    with pytest.raises(IntegrityError, match="supplies_movement_opposite"), transaction.atomic():
        Movement.objects.create(
            site=store.garage, kind="corrected", amount=-9, corrects=wrong, reason="x", **row
        )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["receive", "issue", "lose", "transfer", "count", "correct"]), st.integers(0, 12)
        ),
        max_size=14,
    )
)
def test_whatever_happens_the_stock_is_the_sum_of_the_movements_and_never_below_zero(happened):
    with transaction.atomic():
        store = make_store(holding="5")
        for verb, amount in happened:
            try:
                if verb == "correct":
                    known = list(Movement.objects.filter(article=store.gloves).order_by("pk"))
                    store.correct(known[amount % len(known)])
                else:
                    getattr(store, verb)(str(amount))
            except Refusal:
                pass
        assert stocks() == sums()
        assert min(stocks().values()) >= 0
        last = Movement.objects.filter(article=store.gloves, site=store.garage).order_by("-pk").first()
        assert last is not None
        assert last.balance == store.left()
        transaction.set_rollback(True)


def test_an_article_says_what_it_is_and_keeps_its_unit_once_moved():
    store = make_store()
    store.gloves.unit, store.gloves.gtin = "pack", "4006381333931"
    services.write_article(article=store.gloves, hat=store.hat)
    store.receive("1")
    store.gloves.unit = "kg"
    with refused("unit_counted", "unit"):
        services.write_article(article=store.gloves, hat=store.hat)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"name": "  "}, "name_missing", "name"),
        ({"name": "Sel de déglaçage"}, "name_taken", "name"),
        ({"gtin": "4006381333930"}, "gtin_control", "gtin"),
        ({"unspsc": "12"}, "unspsc_length", "unspsc"),
        ({"threshold": Decimal("0.5")}, "amount_not_whole", "threshold"),
        ({"threshold": Decimal(-1)}, "amount_count", "threshold"),
    ],
)
def test_an_article_is_refused_with_its_reason(values, code, field):
    store = make_store()
    article = Article(organisation=store.owner, site=store.garage, **{"name": "Neuf", "unit": "box"} | values)
    with refused(code, field):
        services.write_article(article=article, hat=store.hat)


def test_an_article_stands_at_a_site_of_ones_own():
    store, other = make_store(), make_store()
    with refused("foreign_site", "site"):
        services.write_article(article=Article(name="Neuf", site=other.garage), hat=store.hat)
    with refused("foreign_site", "site"):
        store.receive("1", site_id=other.garage.pk)
    with refused("foreign_site", "to_site"):
        store.receive("1") and store.transfer("1", to_site_id=other.garage.pk)


def test_a_retired_article_does_not_move():
    store = make_store(holding="10")
    Article.objects.filter(pk=store.gloves.pk).update(retired=True)
    for verb in (store.receive, store.issue, store.lose, store.transfer, store.count):
        with refused("retired"):
            verb("1")


def test_only_those_who_look_after_the_assets_move_anything():
    store = make_store(holding="10")
    for hat in (
        make_hat(Role.REQUESTER, organisation=store.owner),
        make_hat(Role.APPROVER, organisation=store.owner),
    ):
        for verb in (store.receive, store.issue, store.lose, store.transfer, store.count):
            with pytest.raises(NotAllowed):
                verb("1", hat=hat)
        with pytest.raises(NotAllowed):
            services.write_article(article=store.gloves, hat=hat)
        assert not Article.objects.visible_to(hat).exists()
    neighbour = make_hat(Role.ASSET_MANAGER)
    for verb in (store.receive, store.issue, store.lose, store.transfer, store.count):
        with pytest.raises(NotFound):
            verb("1", hat=neighbour)
    assert not Article.objects.visible_to(neighbour).exists()


def test_something_is_given_to_a_known_organisation():
    store, friend = make_store(holding="10"), make_organisation()
    assert store.issue("1", given=Given("Prêt", friend.pk)).given_to_id == friend.pk
    with refused("unknown_receiver", "given_to"):
        store.issue("1", given=Given("Prêt", 2**40))


def test_a_list_is_all_written_or_none_and_once():
    store, key = make_store(), uuid.uuid4()
    told = {"site_id": store.garage.pk, "gesture": key, "hat": store.hat, "now": NOW, "reason": "Départ"}
    good = [
        Opening(2, "Piles AA", "piece", Decimal(96), Decimal(24)),
        Opening(3, "Peinture", "l", Decimal("2.5")),
    ]
    bad = [*good, Opening(4, "Gants", "box", Decimal(1)), Opening(5, "Ruban", "roll", Decimal("0.5"))]
    with pytest.raises(Invalid) as caught:
        services.open_articles(lines=bad, **told)
    assert [one.code for one in caught.value.reasons] == ["name_taken", "amount_not_whole"]
    assert Article.objects.count() == 2
    written = services.open_articles(lines=good, **told)
    assert [one.pk for one in services.open_articles(lines=good, **told)] == [one.pk for one in written]
    assert [store.left(one) for one in written] == [96, Decimal("2.5")]


def test_low_is_counted_over_all_the_sites():
    store = make_store(holding="6")
    assert low_count(store.owner.pk) == 0
    store.transfer("3")
    assert low_count(store.owner.pk) == 0
    store.issue("1")
    assert low_count(store.owner.pk) == 1
    make_article(store.owner, store.garage, "Neuf", threshold=Decimal(0))
    assert low_count(store.owner.pk) == 2


def test_twelve_months_are_told_even_those_without_a_movement():
    store = make_store()
    store.receive("20", now=NOW - dt.timedelta(days=500))
    store.issue("5", now=NOW - dt.timedelta(days=40))
    store.receive("2", now=NOW - dt.timedelta(days=1))
    months = months_of(store.gloves, NOW)
    assert [months[0].first, months[-1].first] == [dt.date(2025, 12, 1), dt.date(2026, 11, 1)]
    assert [one.left for one in months] == [20] * 10 + [15, 17]
    assert (months[-2].issued, months[-1].received) == (5, 2)


def test_someone_who_erases_their_data_leaves_the_movements_without_a_name():
    store = make_store()
    came = store.receive("10")
    told = MOVEMENTS.read(store.hat.person_id)["mouvements"]
    assert [one["fourniture"] for one in told] == ["Gants"]
    MOVEMENTS.erase(store.hat.person_id, timezone.now())
    came.refresh_from_db()
    assert (came.by_id, came.amount) == (None, 10)
