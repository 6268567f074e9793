"""The papers that come out of the printer: a batch of labels, the page that calibrates a printer."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillon.base.typesetting import typeset
from maillon.base.web.formats import number
from maillon.community.organisations.hats import Hat
from maillon.sharing.labels.errors import invalid
from maillon.sharing.labels.models import Batch, Calibration, Label
from maillon.sharing.labels.papers import BY_CODE
from maillon.sharing.labels.permissions import ask_to_keep
from maillon.sharing.labels.rules.codes import grouped
from maillon.sharing.labels.rules.sheets import Paper, arrangement, positions

TYPST = Path(__file__).parents[1] / "typst"


def address_of(code: str) -> str:
    """Return the address that a label carries.

    In capital letters a QR code is smaller (alphanumeric mode, ISO/IEC 18004 § 7.4.4): host names take any case,
    and the page answers at ``/E/``. An installation under a path keeps its own letters.
    """
    public = urlsplit(settings.PUBLIC_URL)
    if public.path.strip("/"):
        return f"{settings.PUBLIC_URL}/E/{code}"
    return f"{public.scheme}://{public.netloc}/E/{code}".upper()


def qr_code(code: str) -> bytes:
    """Return the QR code of a label as SVG, with its quiet zone; a seventh of it may be hidden or worn."""
    drawn = io.BytesIO()
    segno.make(address_of(code), error="m", micro=False).save(
        drawn, kind="svg", border=4, xmldecl=False, svgns=True
    )
    return drawn.getvalue()


@transaction.atomic
def calibrate(*, paper: str, across: Decimal, down: Decimal, hat: Hat) -> Calibration:
    """Remember how far the organisation's printer is from a paper."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    if paper not in BY_CODE:
        raise invalid("unknown_paper", "paper")
    kept, _created = Calibration.objects.update_or_create(
        organisation_id=owner_id, paper=paper, defaults={"across": across, "down": down}
    )
    return kept


def shift_of(organisation_id: int, paper: str) -> tuple[float, float]:
    """Return what the organisation remembered for a paper, in millimetres; nothing moves by default."""
    kept = Calibration.objects.filter(organisation_id=organisation_id, paper=paper).first()
    return (float(kept.across), float(kept.down)) if kept else (0.0, 0.0)


def batch_pdf(batch: Batch, *, first: int | None = None) -> bytes:
    """Return the sheets of a batch; ``first`` begins at another place than the one that was chosen."""
    paper = BY_CODE[batch.paper]
    across, down = shift_of(batch.organisation_id, batch.paper)
    labels = Label.objects.select_related("asset", "organisation").in_bulk(batch.codes, field_name="code")
    shown = [labels[code] for code in batch.codes if code in labels]
    places = positions(paper, len(shown), first=first or batch.first, across=across, down=down)
    sheets: list[list[dict[str, Any]]] = []
    for label, place in zip(shown, places, strict=True):
        while len(sheets) <= place.page:
            sheets.append([])
        sheets[place.page].append({"x": place.x, "y": place.y} | _words(label))
    title = _("Étiquettes de %(owner)s") % {"owner": batch.organisation.name}
    data = _page(paper, title, batch.organisation.name) | {"sheets": sheets}
    return typeset(
        TYPST / "labels.typ", data=data, files={f"{label.code}.svg": qr_code(label.code) for label in shown}
    )


def _words(label: Label) -> dict[str, str]:
    """Return what is written on a label; a void one is never printed as if it served."""
    void = label.voided_at is not None
    return {
        "code": label.code,
        "name": _("annulée") if void else label.asset.name if label.asset else "",
        "owner": _("Propriété de %(owner)s") % {"owner": label.organisation.label},
        "short_owner": label.organisation.label,
        "grouped": grouped(label.code),
        "alt": _("Code QR de l’étiquette %(code)s") % {"code": grouped(label.code)},
    }


def _page(paper: Paper, title: str, author: str) -> dict[str, Any]:
    fill = arrangement(paper)
    return {
        "title": title,
        "author": author,
        "language": (get_language() or "fr")[:2],
        "page_width": paper.page_width,
        "page_height": paper.page_height,
        "width": paper.width,
        "height": paper.height,
        "code_side": fill.code_side,
        "words_x": fill.words_x,
        "words_y": fill.words_y,
        "words_width": fill.words_width,
        "words_height": fill.words_height,
        "name_size": fill.name_size,
        "small_size": fill.small_size,
        "name_lines": fill.name_lines,
    }


def calibration_pdf(paper: Paper, *, organisation_id: int, owner: str) -> bytes:
    """Return the page that tells how far a printer is: the frame of each label, and rulers in millimetres."""
    across, down = shift_of(organisation_id, paper.code)
    places = [{"x": one.x, "y": one.y} for one in positions(paper, paper.per_page, across=across, down=down)]
    data = _page(paper, _("Page de calibrage"), owner) | {
        "places": places,
        "paper": paper.name,
        "steps": [
            _("Imprimez à 100 %, sans « ajuster à la page », sur une feuille ordinaire."),
            _("Posez-la sur une feuille d’étiquettes, devant une lumière."),
            _("Mesurez de combien les cadres sont à côté, et inscrivez-le dans Maillon."),
        ],
        "ruler": _("règle de 100 mm"),
        "alt": _("Cadres des étiquettes, avec une règle de 100 mm en travers et une de haut en bas."),
        "now": _("Décalage retenu : %(across)s mm vers la droite, %(down)s mm vers le bas.")
        % {"across": number(across), "down": number(down)},
    }
    return typeset(TYPST / "calibration.typ", data=data)
