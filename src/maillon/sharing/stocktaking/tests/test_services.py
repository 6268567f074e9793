"""Counting, closing, deciding, sealing."""

import datetime as dt
import io
import uuid
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.base.signatures import is_genuine, sign
from maillon.community.organisations.kinds import Role
from maillon.config.commands.verify import command
from maillon.sharing.inventory.errors import Frozen
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.services import freeze_assets
from maillon.sharing.labels.services import make_labels
from maillon.sharing.labels.services.labels import Wanted
from maillon.sharing.stocktaking import services
from maillon.sharing.stocktaking.errors import ClosedCount
from maillon.sharing.stocktaking.models import Count, Expected, Observation, ObservationPhoto, Report
from maillon.sharing.stocktaking.queries import items_of, result_of, standing_of
from maillon.sharing.stocktaking.rules import Verdict
from maillon.sharing.stocktaking.tests.stage import Stage, entry, make_stage
from maillon.testing.builders.community import make_hat, make_membership
from maillon.testing.builders.sharing import make_asset
from maillon.testing.racing import CONNECTIONS, race

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def stage() -> Stage:
    return make_stage()


def record(stage: Stage, *entries: services.Entry) -> list[Observation]:
    return services.record_observations(
        count_id=stage.count.pk, entries=entries, hat=stage.hat, now=timezone.now()
    )


def jpeg() -> io.BytesIO:
    drawn = io.BytesIO()
    image = Image.new("RGB", (600, 400), "brown")
    exif = Image.Exif()
    exif[0x010F] = "Appareil-secret"
    image.save(drawn, "JPEG", exif=exif)
    drawn.seek(0)
    return drawn


def test_what_is_expected_is_taken_once(stage: Stage) -> None:
    names = set(Expected.objects.filter(count=stage.count).values_list("name", flat=True))
    assert names == {"Camion", "Scie", "Tables"}
    Asset.objects.filter(pk=stage.saw.pk).update(name="Scie à chaîne")
    assert set(Expected.objects.filter(count=stage.count).values_list("name", flat=True)) == names


def test_a_count_of_nothing_or_of_others_is_refused(stage: Stage) -> None:
    theirs = make_asset()
    for scope, field in (
        (services.Scope(site_ids=[theirs.site_id]), "sites"),
        (services.Scope(site_ids=[stage.truck.site_id], class_ids=[1]), "sites"),
        (services.Scope(person_ids=[make_membership().person_id]), "people"),
    ):
        with pytest.raises(Invalid) as refused:
            services.begin_count(name="x", scope=scope, hat=stage.hat, now=timezone.now())
        assert refused.value.reasons[0].field == field


def test_the_facts_decide_of_the_verdict(stage: Stage) -> None:
    found, moved, unexpected, unknown = record(
        stage,
        entry(stage.truck),
        entry(stage.saw, site_id=stage.broom.site_id),
        entry(stage.broom, site_id=stage.truck.site_id),
        entry(seen="Génératrice rouge"),
    )
    verdicts = [one.verdict for one in (found, moved, unexpected, unknown)]
    assert verdicts == ["found", "moved", "unexpected", "unexpected"]
    assert unknown.asset is None


def test_a_label_or_a_number_that_is_read_names_its_thing(stage: Stage) -> None:
    wanted = Wanted(paper="avery-5160", asset_ids=(stage.truck.pk,))
    (code,) = make_labels(wanted=wanted, hat=stage.hat, now=timezone.now()).codes
    by_label, by_number = record(stage, entry(seen=f"HTTPS://MAILLON.EXAMPLE/E/{code}"), entry(seen=" s-9 "))
    assert (by_label.asset, by_label.verdict) == (stage.truck, "found")
    assert (by_number.asset, by_number.verdict) == (stage.saw, "found")


def test_sent_twenty_times_it_is_kept_once(stage: Stage) -> None:
    one = entry(stage.truck, remark="Pneu usé")
    first = [record(stage, one)[0].pk for _ in range(20)]
    assert len(set(first)) == 1
    (changed,) = record(stage, entry(stage.truck, Verdict.MISSING, key=one.client_id))
    assert (changed.verdict, changed.remark) == ("found", "Pneu usé")


def test_the_latest_seen_stands_whenever_it_arrives(stage: Stage) -> None:
    now = timezone.now()
    Count.objects.filter(pk=stage.count.pk).update(begun_at=now - dt.timedelta(hours=3))
    record(stage, entry(stage.truck, Verdict.FOUND, at=now - dt.timedelta(hours=1)))
    colleague = make_hat(Role.REQUESTER, organisation=stage.owner)
    late = entry(stage.truck, Verdict.MISSING, at=now - dt.timedelta(hours=2))
    services.record_observations(count_id=stage.count.pk, entries=[late], hat=colleague, now=now)
    came = result_of(stage.count)
    assert stage.truck.pk in came.found
    assert stage.truck.pk in came.contested
    assert standing_of(stage.count, came)[stage.truck.pk].contested
    assert Observation.objects.filter(asset=stage.truck).count() == 2


def test_a_clock_in_the_future_is_brought_back(stage: Stage) -> None:
    (told,) = record(stage, entry(stage.truck, at=timezone.now() + dt.timedelta(days=3)))
    assert told.observed_at == told.received_at


def test_only_those_who_were_asked_count(stage: Stage) -> None:
    asked = make_membership(Role.REQUESTER, organisation=stage.owner)
    other = make_membership(Role.REQUESTER, organisation=stage.owner)
    stage.count.counters.add(asked.person)
    now = timezone.now()
    for hat, refusal in ((other.hat(), NotAllowed), (make_hat(Role.ASSET_MANAGER), NotFound)):
        with pytest.raises(refusal):
            services.record_observations(
                count_id=stage.count.pk, entries=[entry(stage.truck)], hat=hat, now=now
            )
    services.record_observations(
        count_id=stage.count.pk, entries=[entry(stage.truck)], hat=asked.hat(), now=now
    )


def test_a_thing_or_a_place_of_others_is_refused(stage: Stage) -> None:
    theirs = make_asset()
    for wrong in (entry(theirs), entry(stage.truck, site_id=theirs.site_id), entry(seen="  ")):
        with pytest.raises(Invalid):
            record(stage, entry(stage.saw), wrong)
    assert not Observation.objects.exists()


def test_a_photo_is_kept_once_and_says_nothing_of_its_camera(stage: Stage) -> None:
    one = entry(stage.truck)
    key = uuid.uuid4()
    with pytest.raises(Invalid):
        services.add_photo(
            count_id=stage.count.pk, observation=one.client_id, client_id=key, file=jpeg(), hat=stage.hat
        )
    record(stage, one)
    for _ in range(3):
        services.add_photo(
            count_id=stage.count.pk, observation=one.client_id, client_id=key, file=jpeg(), hat=stage.hat
        )
    photo = ObservationPhoto.objects.get()
    assert b"Appareil-secret" not in photo.file.read()


def closed(stage: Stage) -> Report:
    record(
        stage,
        entry(stage.truck, remark="Aile <bosselée> #2 [côté]"),
        entry(stage.saw, site_id=stage.broom.site_id),
        entry(stage.tables, Verdict.MISSING),
        entry(stage.broom, site_id=stage.truck.site_id),
        entry(seen="Génératrice"),
    )
    (told,) = record(stage, entry(stage.truck, quantity=1))
    services.add_photo(
        count_id=stage.count.pk,
        observation=told.client_id,
        client_id=uuid.uuid4(),
        file=jpeg(),
        hat=stage.hat,
    )
    return services.close_count(count_id=stage.count.pk, hat=stage.hat, now=timezone.now())


def test_a_closed_count_takes_nothing_more(stage: Stage) -> None:
    closed(stage)
    with pytest.raises(ClosedCount):
        record(stage, entry(stage.truck))
    with pytest.raises(ClosedCount):
        services.close_count(count_id=stage.count.pk, hat=stage.hat, now=timezone.now())


def test_a_count_proposes_and_a_person_decides(stage: Stage) -> None:
    closed(stage)
    told = {(one.kind, one.asset_id): one for one in stage.count.proposals.all()}
    assert set(told) == {
        ("confirm", stage.truck.pk),
        ("archive", stage.tables.pk),
        ("move", stage.saw.pk),
        ("move", stage.broom.pk),
    }
    before = {one.pk: (one.site_id, one.state) for one in Asset.objects.all()}

    def decide(*proposals: Any, accept: bool) -> int:
        return services.decide_proposals(
            count_id=stage.count.pk,
            proposal_ids=[one.pk for one in proposals],
            accept=accept,
            hat=stage.hat,
            now=timezone.now(),
        )

    assert before == {one.pk: (one.site_id, one.state) for one in Asset.objects.all()}
    assert decide(told["move", stage.broom.pk], accept=False) == 1
    rest = [one for key, one in told.items() if key != ("move", stage.broom.pk)]
    assert decide(*rest, accept=True) == 3
    for one in (stage.truck, stage.saw, stage.tables, stage.broom):
        one.refresh_from_db()
    assert stage.truck.confirmed_at is not None
    assert stage.saw.site_id == stage.broom.site_id
    assert stage.tables.state == "archived"
    with pytest.raises(Invalid):
        decide(rest[0], accept=True)


def test_what_is_held_intact_stays(stage: Stage) -> None:
    closed(stage)
    freeze_assets(asset_ids=[stage.saw.pk], hat=stage.hat, reason="Litige", now=timezone.now())
    proposals = list(stage.count.proposals.order_by("pk").values_list("pk", flat=True))
    with pytest.raises(Frozen):
        services.decide_proposals(
            count_id=stage.count.pk, proposal_ids=proposals, accept=True, hat=stage.hat, now=timezone.now()
        )
    assert not stage.count.proposals.exclude(state="waiting").exists()
    stage.tables.refresh_from_db()
    assert stage.tables.state == "active"


def test_the_report_is_sealed_and_a_changed_byte_is_refused(stage: Stage) -> None:
    report = closed(stage)
    content = report.file.read()
    assert services.verify_report(report=report, content=content).genuine
    for place in (0, len(content) // 2, len(content) - 1):
        changed = bytearray(content)
        changed[place] ^= 1
        assert not services.verify_report(report=report, content=bytes(changed)).genuine
    assert not services.verify_report(report=report, content=b"").genuine
    assert not services.verify_report(report=report, content=content + b"\n").genuine


def test_the_report_is_accessible_and_says_who_counted(stage: Stage) -> None:
    report = closed(stage)
    document = pypdfium2.PdfDocument(report.file.read())
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Récolement\u00a0: Garage, automne"
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\u00a0", " ")
    for word in (
        "Ville d’Essai",
        str(stage.keeper.person),
        "Camion (C-1)",
        "Aréna",
        "Génératrice",
        "Signature",
        f"/recolements/{stage.count.pk}/verifier/",
    ):
        assert word in text, word


def test_a_picture_that_was_spoilt_does_not_hold_back_the_report(stage: Stage) -> None:
    one = entry(stage.truck)
    (told,) = record(stage, one)
    for content in (b"spoilt", jpeg().getvalue()):
        key = uuid.uuid4()
        file = ContentFile(content, f"{key}.png")
        ObservationPhoto.objects.create(observation=told, client_id=key, file=file, width=8, height=8)
    report = services.close_count(count_id=stage.count.pk, hat=stage.hat, now=timezone.now())
    assert services.verify_report(report=report, content=report.file.open("rb").read()).genuine


def test_a_seal_is_of_one_installation_and_one_purpose(settings: Any) -> None:
    seal = sign(b"papier", purpose="essai")
    assert is_genuine(b"papier", seal.signature, purpose="essai")
    assert not is_genuine(b"papier", seal.signature, purpose="autre")
    assert not is_genuine(b"papier", "pas du base 64", purpose="essai")
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "une autre installation, une autre clé secrète"
    assert not is_genuine(b"papier", seal.signature, purpose="essai")
    settings.SECRET_KEY_FALLBACKS = [former]
    assert is_genuine(b"papier", seal.signature, purpose="essai")


def test_the_command_verifies_without_the_database(stage: Stage, tmp_path: Path) -> None:
    report = closed(stage)
    file = tmp_path / "rapport.pdf"
    file.write_bytes(report.file.read())
    assert CliRunner().invoke(command, [str(file)]).exit_code == 2  # no seal beside it
    file.with_name("rapport.pdf.sceau.json").write_bytes(services.seal_file(report))
    assert CliRunner().invoke(command, [str(file)]).exit_code == 0
    file.write_bytes(file.read_bytes() + b" ")
    assert CliRunner().invoke(command, [str(file)]).exit_code == 1


def test_old_counts_are_forgotten_with_their_files(
    stage: Stage, django_capture_on_commit_callbacks: Any
) -> None:
    report = closed(stage)
    photo = ObservationPhoto.objects.get()
    names = [(report.file.storage, report.file.name), (photo.file.storage, photo.file.name)]
    now = timezone.now()
    assert services.forget_counts(now=now + dt.timedelta(days=7 * 365 - 1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert services.forget_counts(now=now + dt.timedelta(days=7 * 365 + 1)) == 1
    assert not any(storage.exists(name) for storage, name in names)
    assert not Count.objects.exists()


def test_reading_a_count_costs_the_same_whatever_was_seen(
    stage: Stage, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):
        items_of(stage.count, result_of(stage.count))
    record(stage, entry(stage.truck), entry(stage.saw), entry(stage.tables))
    with django_assert_num_queries(4):
        items_of(stage.count, result_of(stage.count))


@pytest.mark.concurrency
@pytest.mark.usefixtures("real_connections")
@pytest.mark.django_db(transaction=True)
def test_many_phones_that_send_the_same_thing_write_it_once() -> None:
    stage = make_stage()
    one = entry(stage.truck)
    outcomes = race([lambda: record(stage, one)] * CONNECTIONS)
    assert outcomes.counts == {"ok": CONNECTIONS}
    assert Observation.objects.count() == 1


@pytest.mark.concurrency
@pytest.mark.usefixtures("real_connections")
@pytest.mark.django_db(transaction=True)
def test_two_phones_that_see_the_same_thing_are_both_kept_and_one_stands() -> None:
    stage = make_stage()
    now = timezone.now()
    Count.objects.filter(pk=stage.count.pk).update(begun_at=now - dt.timedelta(hours=1))
    people = [make_membership(Role.REQUESTER, organisation=stage.owner).hat() for _ in range(8)]
    told = [
        entry(
            stage.truck,
            Verdict.FOUND if rank % 2 else Verdict.MISSING,
            at=now - dt.timedelta(minutes=rank),
        )
        for rank in range(8)
    ]

    def tell(rank: int) -> list[Observation]:
        return services.record_observations(
            count_id=stage.count.pk, entries=[told[rank]], hat=people[rank], now=timezone.now()
        )

    outcomes = race([lambda rank=rank: tell(rank) for rank in range(8)])
    assert outcomes.counts == {"ok": 8}
    assert Observation.objects.count() == 8
    came = result_of(stage.count)
    assert stage.truck.pk in came.missing  # rank 0: seen last
    assert stage.truck.pk in came.contested


@pytest.mark.concurrency
@pytest.mark.usefixtures("real_connections")
@pytest.mark.django_db(transaction=True)
def test_a_count_is_closed_once_and_nothing_slips_in_after_its_report() -> None:
    stage = make_stage()
    closing = [
        lambda: services.close_count(count_id=stage.count.pk, hat=stage.hat, now=timezone.now())
        for _ in range(4)
    ]
    telling = [lambda: record(stage, entry(stage.saw)) for _ in range(12)]
    outcomes = race([*closing, *telling])
    assert sorted(outcomes.told[:4]) == ["closed_count"] * 3 + ["ok"]
    assert set(outcomes.told[4:]) <= {"ok", "closed_count"}
    assert Report.objects.count() == 1
    text = "".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(Report.objects.get().file.read())
    )
    kept = Observation.objects.count()
    assert kept == outcomes.told[4:].count("ok")
    assert (f"{kept} observation" in text.replace("\u00a0", " ")) or kept == 0
