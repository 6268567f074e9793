"""Counting on a phone whose network goes away, comes back, and forgets nothing; and without scripts."""

import base64
import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import segno
import zxingcpp
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from maillon.community.organisations.kinds import Role
from maillon.community.people.models import Person
from maillon.sharing.labels.models import Label, Message
from maillon.sharing.labels.services import make_labels
from maillon.sharing.labels.services.labels import Wanted
from maillon.sharing.stocktaking.models import Observation, ObservationPhoto
from maillon.sharing.stocktaking.services import close_count
from maillon.sharing.stocktaking.tests.stage import Stage, make_stage
from maillon.sharing.stocktaking.tests.test_services import jpeg
from maillon.testing.browser import FLAGS, Visit, axe_violations, program_of, scrolls_sideways
from maillon.testing.builders.community import make_membership

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STAND_IN = """window.BarcodeDetector ??= class {
  async detect(video) {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext("2d").drawImage(video, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    const rawValue = await window.readPicture(btoa(text));
    return rawValue ? [{ rawValue }] : [];
  }
};"""
WIDE, HIGH = 640, 480


def film_of(text: str) -> bytes:
    """Return a film (YUV4MPEG2) of ten pictures of a label's QR code, as a camera before it would give."""
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="png", scale=8, border=4)
    frame = Image.new("L", (WIDE, HIGH), 200)
    code = Image.open(picture).convert("L")
    frame.paste(code, ((WIDE - code.width) // 2, (HIGH - code.height) // 2))
    grey = bytes([128]) * (WIDE // 2 * HIGH // 2)
    one = b"FRAME\n" + frame.tobytes() + grey + grey
    return f"YUV4MPEG2 W{WIDE} H{HIGH} F10:1 Ip A1:1 C420jpeg\n".encode() + one * 10


def read_picture(sent: str) -> str:
    """Read the code of a picture, as the reader of the browser would."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(base64.b64decode(sent))))
    return found[0].text if found else ""


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _sound(page: Page) -> None:
    assert axe_violations(page) == [], page.url
    assert not scrolls_sideways(page), page.url


def _label(stage: Stage) -> str:
    wanted = Wanted(paper="avery-5160", asset_ids=(stage.tables.pk,))
    (code,) = make_labels(wanted=wanted, hat=stage.hat, now=timezone.now()).codes
    return code


def test_what_is_counted_offline_leaves_when_the_network_comes_back(
    visit: Visit, signed_in: Callable[[Person], str]
) -> None:
    stage = make_stage()
    code = _label(stage)
    address = reverse("stocktaking:count", args=[stage.count.pk])
    page = visit.page(address, width=390, session=signed_in(stage.keeper.person))
    state = page.locator("[data-state]")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.match(location.href.split('#')[0], {ignoreVary: true}).then(Boolean)")
    _sound(page)

    page.context.set_offline(True)
    expect(state).to_have_text("Hors ligne : continuez, tout est gardé ici.".replace(" :", "\u00a0:"))
    truck = page.locator(f"#bien-{stage.truck.pk}")
    truck.get_by_role("button", name="Trouvé").click()
    expect(truck).to_contain_text("gardé ici")
    page.get_by_label("Code, numéro").fill(code)
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.locator(f"#bien-{stage.tables.pk}")).to_contain_text("gardé ici")
    saw = page.locator(f"#bien-{stage.saw.pk}")
    saw.locator("summary").click()
    saw.get_by_label("Trouvé à").select_option(str(stage.broom.site_id))
    saw.get_by_label("Remarque sur").fill("Lame à changer")
    saw.get_by_label("Photo").set_input_files(
        {"name": "scie.jpg", "mimeType": "image/jpeg", "buffer": jpeg().getvalue()}
    )
    saw.get_by_role("button", name="Noter tout cela").click()
    expect(state).to_have_text("Hors ligne, 3 observations gardées ici, pas encore envoyées")
    _sound(page)
    assert Observation.objects.count() == 0

    page.reload()  # the page itself comes from the phone
    expect(page.locator(f"#bien-{stage.truck.pk}")).to_contain_text("gardé ici")
    expect(page.locator("[data-state]")).to_contain_text("3 observations gardées ici")

    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_have_text("Tout est envoyé.", timeout=15_000)
    told = {one.asset_id: one for one in Observation.objects.order_by("pk")}
    assert {key: one.verdict for key, one in told.items()} == {
        stage.truck.pk: "found",
        stage.tables.pk: "found",
        stage.saw.pk: "moved",
    }
    assert told[stage.saw.pk].remark == "Lame à changer"
    assert told[stage.saw.pk].observed_at < told[stage.saw.pk].received_at
    assert ObservationPhoto.objects.get().observation == told[stage.saw.pk]
    offline = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")  # what Chromium says of a network cut on purpose
    visit.complaints[:] = [one for one in visit.complaints if not any(word in one for word in offline)]


def test_a_count_from_its_beginning_to_its_report(visit: Visit, signed_in: Callable[[Person], str]) -> None:
    stage = make_stage()
    page = visit.page(reverse("stocktaking:list"), session=signed_in(stage.keeper.person))
    _sound(page)
    page.get_by_role("link", name="Commencer un récolement").click()
    _sound(page)
    page.get_by_label("Nom du récolement").fill("Tout, décembre")
    page.get_by_role("button", name="Commencer").click()
    _sound(page)
    page.get_by_role("link", name="Compter", exact=True).click()
    page.get_by_role("link", name="Garage").click()
    truck = page.locator(f"#bien-{stage.truck.pk}")
    truck.get_by_role("button", name="Introuvable").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-state]")).to_have_text("Tout est envoyé.")
    page.get_by_label("Code, numéro").fill("Échelle sans numéro")
    page.keyboard.press("Enter")
    expect(page.locator("[data-surprises]")).to_contain_text("inattendu")
    _sound(page)
    page.get_by_role("link", name="Revenir au récolement").click()
    page.get_by_role("link", name="Fermer", exact=True).click()
    _sound(page)
    page.get_by_role("button", name="Fermer et sceller").click()
    expect(page.get_by_text("Le récolement est fermé")).to_be_visible()
    _sound(page)
    page.get_by_role("link", name="Corriger l’inventaire").click()
    _sound(page)
    page.get_by_role("button", name="Accepter ce qui est coché").click()
    expect(page.get_by_text("1 proposition est acceptée")).to_be_visible()
    stage.truck.refresh_from_db()
    assert stage.truck.state == "archived"


def test_a_stranger_finds_the_owner_by_the_sticker(visit: Visit, signed_in: Callable[[Person], str]) -> None:
    stage = make_stage()
    code = _label(stage)
    for script in (True, False):
        page = visit.page(f"/E/{code}", width=390, script=script)
        expect(page.get_by_role("heading", name="Ceci appartient à Ville d’Essai")).to_be_visible()
        if script:
            _sound(page)
        page.get_by_label("J’ai trouvé ceci").check()
        page.get_by_label("Votre message").fill("Au parc, près du banc.")
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("votre message est envoyé")).to_be_visible()
    assert Message.objects.count() == 2
    page = visit.page(reverse("labels:messages"), session=signed_in(stage.keeper.person))
    _sound(page)
    page.get_by_role("link", name="Tables").first.click()
    _sound(page)
    page.get_by_role("button", name="C’est réglé").click()
    expect(page.get_by_text("Le message est réglé")).to_be_visible()


def test_stickers_are_printed_then_tied_without_a_script(
    visit: Visit, signed_in: Callable[[Person], str]
) -> None:
    stage = make_stage()
    session = signed_in(stage.keeper.person)
    for script in (False, True):
        page = visit.page(reverse("labels:print"), script=script, session=session)
        page.get_by_label("Combien d’étiquettes").fill("2")
        page.get_by_role("button", name="Préparer les étiquettes").click()
        expect(page.get_by_role("link", name="Ouvrir le PDF")).to_be_visible()
        if script:
            _sound(page)
        label = Label.objects.unclaimed().latest("pk")
        page = visit.page(f"/e/{label.code}/", width=390, script=script, session=session)
        page.get_by_role("link", name="Dire ce que c’est").click()
        if script:
            _sound(page)
        page.get_by_role("button", name="Scie").click()
        expect(page.get_by_text("L’étiquette est reliée")).to_be_visible()
        label.refresh_from_db()
        assert label.asset == stage.saw


def test_counting_needs_no_script(visit: Visit, signed_in: Callable[[Person], str]) -> None:
    stage = make_stage()
    address = reverse("stocktaking:count", args=[stage.count.pk])
    page = visit.page(address, width=320, script=False, session=signed_in(stage.keeper.person))
    page.locator(f"#bien-{stage.truck.pk}").get_by_role("button", name="Trouvé").click()
    expect(page.get_by_text("Camion : trouvé.".replace(" :", "\u00a0:"))).to_be_visible()
    assert Observation.objects.get().verdict == "found"


def test_what_was_counted_offline_is_not_lost_when_the_count_is_closed(
    visit: Visit, signed_in: Callable[[Person], str]
) -> None:
    stage = make_stage()
    address = reverse("stocktaking:count", args=[stage.count.pk])
    page = visit.page(address, width=320, session=signed_in(stage.keeper.person))
    page.context.set_offline(True)
    truck = page.locator(f"#bien-{stage.truck.pk}")
    truck.get_by_role("button", name="Trouvé").click()
    expect(truck).to_contain_text("gardé ici")
    page.get_by_label("Code, numéro").fill("=Échelle")
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.locator("[data-state]")).to_contain_text("2 observations gardées ici")
    close_count(count_id=stage.count.pk, hat=stage.hat, now=timezone.now())
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_contain_text("Refusé", timeout=15_000)
    page.goto(visit.address + address)  # a closed count leads to its page
    kept = page.locator("ml-left-behind")
    expect(kept).to_contain_text("Camion")
    expect(kept.get_by_role("listitem")).to_have_count(2)
    _sound(page)
    with page.expect_download() as saving:
        kept.get_by_role("button", name="Exporter").click()
    lines = list(csv.reader(saving.value.path().read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0][:2] == ["Moment", "Constat"]
    assert {(line[1], line[3]) for line in lines[1:]} == {("trouvé", "Camion"), ("inattendu", "'=Échelle")}
    page.reload()
    expect(page.locator("ml-left-behind")).to_be_visible()  # the file takes nothing away
    assert Observation.objects.count() == 0
    colleague = make_membership(Role.ASSET_MANAGER, organisation=stage.owner)
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": signed_in(colleague.person), "url": visit.address}]
    )
    page.goto(visit.address + reverse("stocktaking:show", args=[stage.count.pk]))
    expect(page.locator("ml-left-behind")).to_be_hidden()  # each sees only what they saw themselves
    silent = (
        "ERR_INTERNET_DISCONNECTED",
        "ERR_FAILED",
        "409",
    )  # what an absent network and a closed count answer
    visit.complaints[:] = [one for one in visit.complaints if not any(word in one for word in silent)]


def test_a_browser_that_reads_no_code_says_what_to_do(
    visit: Visit, signed_in: Callable[[Person], str]
) -> None:
    stage = make_stage()
    address = reverse("stocktaking:count", args=[stage.count.pk])
    page = visit.page(address, width=320, session=signed_in(stage.keeper.person))
    assert not page.evaluate("'BarcodeDetector' in window"), (
        "this Chromium reads codes: test the camera itself"
    )
    expect(page.get_by_role("button", name="Lire avec la caméra")).to_be_hidden()
    expect(page.get_by_text("Ce navigateur ne lit pas les codes avec la caméra")).to_be_visible()
    _sound(page)


def test_a_camera_reads_one_of_our_labels(
    visit: Visit, signed_in: Callable[[Person], str], tmp_path: Path
) -> None:
    """A fake camera shows a label; where the browser has no reader, one that calls zxing in this process stands in."""
    stage = make_stage()
    code = _label(stage)
    film = tmp_path / "etiquette.y4m"
    film.write_bytes(film_of(f"https://maillon.example/E/{code}"))
    flags = [*FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    flags.append(f"--use-file-for-fake-video-capture={film}")
    program = visit.browser.browser_type
    with_camera = program.launch(executable_path=program_of(), args=flags)
    try:
        own = Visit(with_camera, visit.address)
        address = reverse("stocktaking:count", args=[stage.count.pk])
        page = own.page("/", width=390, session=signed_in(stage.keeper.person))
        page.context.grant_permissions(["camera"], origin=visit.address)
        page.expose_function("readPicture", read_picture)
        page.add_init_script(STAND_IN)
        page.goto(visit.address + address)
        page.get_by_role("button", name="Lire avec la caméra").click()
        expect(page.locator("[data-camera]")).to_be_visible()
        expect(page.locator(f"#bien-{stage.tables.pk}")).to_contain_text("trouvé", timeout=20_000)
        page.get_by_role("button", name="Lire avec la caméra").click()
        expect(page.locator("[data-camera]")).to_be_hidden()
        assert own.complaints == []
        own.close()
    finally:
        with_camera.close()
    assert Observation.objects.get().asset_id == stage.tables.pk


def test_a_camera_that_is_refused_says_what_to_do(visit: Visit, signed_in: Callable[[Person], str]) -> None:
    stage = make_stage()
    page = visit.page("/", width=320, session=signed_in(stage.keeper.person))
    page.add_init_script(STAND_IN)
    page.goto(visit.address + reverse("stocktaking:count", args=[stage.count.pk]))
    page.get_by_role("button", name="Lire avec la caméra").click()
    expect(page.get_by_text("La caméra n’est pas disponible")).to_be_visible()
    _sound(page)
