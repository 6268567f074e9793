"""Making, claiming, voiding; messages; what follows a merge."""

import datetime as dt

import pytest
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.privacy import forget_expired
from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.history import history_of
from maillon.sharing.inventory.services import merge_assets
from maillon.sharing.labels import services
from maillon.sharing.labels.errors import ClaimedLabel, ClosedMessage, VoidLabel
from maillon.sharing.labels.models import Label, Message
from maillon.sharing.labels.services.labels import Wanted
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.sharing import make_asset
from maillon.testing.racing import CONNECTIONS, race

pytestmark = pytest.mark.django_db
PAPER = "avery-5160"


@pytest.fixture
def owner() -> Organisation:
    return make_organisation(name="Ville d’Essai", email="info@ville.example")


@pytest.fixture
def keeper(owner: Organisation) -> Hat:
    return make_hat(Role.ASSET_MANAGER, organisation=owner)


def blank(hat: Hat, count: int = 1) -> list[str]:
    wanted = Wanted(paper=PAPER, blank=count)
    return services.make_labels(wanted=wanted, hat=hat, now=timezone.now()).codes


def labelled(hat: Hat, asset: Asset, **more: bool) -> str:
    wanted = Wanted(paper=PAPER, asset_ids=(asset.pk,), **more)
    (code,) = services.make_labels(wanted=wanted, hat=hat, now=timezone.now()).codes
    return code


def test_an_asset_keeps_its_label_unless_another_is_asked_for(owner: Organisation, keeper: Hat) -> None:
    asset = make_asset(owner)
    first = labelled(keeper, asset)
    assert labelled(keeper, asset) == first
    assert labelled(keeper, asset, anew=True) != first
    assert Label.objects.filter(asset=asset).count() == 2


def test_labels_follow_the_order_of_the_names(owner: Organisation, keeper: Hat) -> None:
    numbers = [make_asset(owner, name=name).pk for name in ("Zamboni", "Échelle", "Abri")]
    batch = services.make_labels(
        wanted=Wanted(paper=PAPER, asset_ids=numbers, blank=2), hat=keeper, now=timezone.now()
    )
    names = dict(Label.objects.filter(asset__isnull=False).values_list("code", "asset__name"))
    assert [names.get(code, "") for code in batch.codes] == ["Abri", "Échelle", "Zamboni", "", ""]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(paper="papyrus", blank=1), "paper"),
        (Wanted(paper=PAPER), "blank"),
        (Wanted(paper=PAPER, blank=501), "blank"),
        (Wanted(paper=PAPER, blank=1, first=31), "first"),
        (Wanted(paper=PAPER, asset_ids=(10**12,)), "asset_ids"),
    ],
)
def test_what_cannot_be_printed_is_refused(keeper: Hat, wanted: Wanted, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.make_labels(wanted=wanted, hat=keeper, now=timezone.now())
    assert refused.value.reasons[0].field == field
    assert not Label.objects.exists()


def test_only_those_who_look_after_the_assets_print(owner: Organisation) -> None:
    with pytest.raises(NotAllowed):
        blank(make_hat(Role.REQUESTER, organisation=owner))


def test_a_sticker_is_tied_once(owner: Organisation, keeper: Hat) -> None:
    (code,) = blank(keeper)
    asset, other = make_asset(owner), make_asset(owner)
    now = timezone.now()
    services.claim_label(code=code, asset_id=asset.pk, hat=keeper, now=now)
    services.claim_label(code=code, asset_id=asset.pk, hat=keeper, now=now)
    with pytest.raises(ClaimedLabel):
        services.claim_label(code=code, asset_id=other.pk, hat=keeper, now=now)
    assert Label.objects.get(code=code).asset == asset
    titles = [entry.title for entry in history_of(asset.pk)[:5]]
    assert any(title.startswith("Étiquette") and title.endswith("reliée") for title in titles)


def test_a_sticker_never_goes_to_another_organisation(owner: Organisation, keeper: Hat) -> None:
    (code,) = blank(keeper)
    theirs = make_asset()
    with pytest.raises(Invalid):
        services.claim_label(code=code, asset_id=theirs.pk, hat=keeper, now=timezone.now())
    with pytest.raises(NotFound):
        services.claim_label(
            code=code, asset_id=theirs.pk, hat=make_hat(Role.ASSET_MANAGER), now=timezone.now()
        )


def test_a_void_label_serves_no_more_and_leads_to_the_next(owner: Organisation, keeper: Hat) -> None:
    asset = make_asset(owner)
    code = labelled(keeper, asset)
    new = services.void_label(code=code, reason="damaged", replace=True, hat=keeper, now=timezone.now())
    old = Label.objects.get(code=code)
    assert new is not None
    assert (old.replaced_by, new.asset) == (new, asset)
    for again in (
        lambda: services.void_label(code=code, reason="lost", replace=False, hat=keeper, now=timezone.now()),
        lambda: services.claim_label(code=code, asset_id=asset.pk, hat=keeper, now=timezone.now()),
        lambda: services.leave_message(code=code, kind="found", text="x", contact="", now=timezone.now()),
    ):
        with pytest.raises(VoidLabel):
            again()


def test_a_message_reaches_those_who_look_after_the_assets(owner: Organisation, keeper: Hat) -> None:
    make_hat(Role.REQUESTER, organisation=owner)
    asset = make_asset(owner, name="Remorque")
    code = labelled(keeper, asset)
    services.leave_message(
        code=code, kind="found", text="Au parc <b>nord</b>.", contact="450 555-0100", now=timezone.now()
    )
    letter = OutgoingMail.objects.get()
    assert letter.person_id == keeper.person_id
    assert "Remorque" in letter.subject
    assert "Au parc <b>nord</b>." in letter.text
    assert "450 555-0100" in letter.text


def test_without_a_keeper_the_letter_goes_to_the_public_address(owner: Organisation, keeper: Hat) -> None:
    code = labelled(keeper, make_asset(owner))
    owner.memberships.all().update(ends_on=timezone.localdate() - dt.timedelta(days=2))
    services.leave_message(code=code, kind="broken", text="Cassé.", contact="", now=timezone.now())
    assert OutgoingMail.objects.get().to == "info@ville.example"


def test_a_message_is_closed_once_and_forgotten_after_a_year(owner: Organisation, keeper: Hat) -> None:
    code = labelled(keeper, make_asset(owner))
    now = timezone.now()
    message = services.leave_message(code=code, kind="other", text="Bonjour", contact="", now=now)
    services.close_message(message_id=message.pk, outcome="Repris", hat=keeper, now=now)
    with pytest.raises(ClosedMessage):
        services.close_message(message_id=message.pk, outcome="", hat=keeper, now=now)
    forget_expired(now=now + dt.timedelta(days=364))
    assert Message.objects.exists()
    forget_expired(now=now + dt.timedelta(days=366))
    assert not Message.objects.exists()


def test_labels_follow_a_merge(owner: Organisation, keeper: Hat) -> None:
    kept, other = make_asset(owner), make_asset(owner)
    code = labelled(keeper, other)
    services.leave_message(code=code, kind="found", text="Ici", contact="", now=timezone.now())
    merge_assets(kept_id=kept.pk, other_id=other.pk, hat=keeper, now=timezone.now())
    assert Label.objects.get(code=code).asset == kept
    assert Message.objects.get().asset == kept


@pytest.mark.concurrency
@pytest.mark.usefixtures("real_connections")
@pytest.mark.django_db(transaction=True)
def test_a_sticker_that_many_tie_at_once_is_tied_to_one() -> None:
    owner = make_organisation()
    keeper = make_hat(Role.ASSET_MANAGER, organisation=owner)
    (code,) = blank(keeper)
    numbers = [make_asset(owner).pk for _ in range(CONNECTIONS)]

    def claim(number: int) -> Label:
        return services.claim_label(code=code, asset_id=number, hat=keeper, now=timezone.now())

    outcomes = race([lambda number=number: claim(number) for number in numbers])
    assert outcomes.counts == {"ok": 1, "claimed_label": CONNECTIONS - 1}
