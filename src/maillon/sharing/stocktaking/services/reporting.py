"""The report of a count: one paper, in the language of who closes it, read by a screen reader as by an auditor."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from PIL import Image

from maillon.base.media import rendition
from maillon.base.media.pictures import encode
from maillon.base.typesetting import typeset
from maillon.base.web.formats import day, hour, number
from maillon.sharing.stocktaking.models import Count, ObservationPhoto
from maillon.sharing.stocktaking.queries import (
    Item,
    items_of,
    people_who_counted,
    result_of,
    surprises_of,
)
from maillon.sharing.stocktaking.rules import Result

TEMPLATE = Path(__file__).parents[1] / "typst" / "report.typ"
MOST_PICTURES = 24
PICTURE_WIDTH = 320


def _moment(at: datetime) -> str:
    return f"{day(at)}, {hour(at)}"


def report_pdf(count: Count, *, now: datetime) -> bytes:
    """Return the PDF of a count that is being closed."""
    came = result_of(count)
    pictures, files = _pictures(count)
    data = _words() | {
        "title": _("Récolement : %(name)s") % {"name": count.name},
        "owner": count.organisation.name,
        "language": (get_language() or "fr")[:2],
        "summary": sentence(came),
        "facts": [
            [_("Ce qui est compté"), count.scope],
            [_("Commencé"), _by(count.begun_at, str(count.begun_by or ""))],
            [_("Fermé"), _by(now, str(count.closed_by or ""))],
        ],
        "figures": figures(came, unexpected=len(surprises_of(count, came))),
        "people": [
            [name, ngettext("%(n)s observation", "%(n)s observations", seen) % {"n": number(seen)}]
            for name, seen in people_who_counted(count)
        ],
        "sections": _sections(count, came),
        "pictures": pictures,
        "verify": _("Vérifier ce rapport : %(address)s")
        % {"address": settings.PUBLIC_URL + reverse("stocktaking:verify", args=[count.pk])},
    }
    return typeset(TEMPLATE, data=data, files=files, at=now)


def _words() -> dict[str, Any]:
    return {
        "counted_by": _("Qui a compté"),
        "pictures_title": _("Photos"),
        "signature": _("Signature"),
        "signature_hint": _("Nom, fonction et date"),
        "sealed": _(
            "Ce rapport est scellé par l’installation qui l’a produit (Ed25519) : un seul octet changé se voit."
        ),
        "page": _("page"),
        "none": _("Rien."),
    }


def _by(at: datetime, who: str) -> str:
    return _("%(moment)s, par %(who)s") % {"moment": _moment(at), "who": who} if who else _moment(at)


def sentence(came: Result) -> str:
    """Return what a count comes to, in a sentence."""
    seen = len(came.expected) - len(came.unseen)
    return _("%(seen)s biens cherchés sur %(expected)s attendus (%(part)s %%).") % {
        "seen": number(seen),
        "expected": number(len(came.expected)),
        "part": number(round(came.coverage * 100)),
    }


def figures(came: Result, *, unexpected: int) -> list[list[str]]:
    """Return the figures of a count, each with its word; ``unexpected`` also counts what no record names."""
    return [
        [_("Trouvés"), number(len(came.found))],
        [_("Introuvables"), number(len(came.missing))],
        [_("Ailleurs"), number(len(came.moved))],
        [_("Inattendus"), number(unexpected)],
        [_("Pas cherchés"), number(len(came.unseen))],
        [_("Vus différemment par deux personnes"), number(len(came.contested))],
    ]


def _sections(count: Count, came: Result) -> list[dict[str, Any]]:
    items = items_of(count, came)
    wanted = (
        (_("Introuvables"), came.missing),
        (_("Ailleurs"), came.moved),
        (_("Pas cherchés"), came.unseen),
        (_("Trouvés"), came.found),
    )
    head = [_("Bien"), _("Lieu"), _("Constat")]
    made = [
        {"title": title, "head": head, "rows": [_line(item) for item in items if item.asset_id in numbers]}
        for title, numbers in wanted
    ]
    unexpected = {
        "title": _("Inattendus"),
        "head": head,
        "rows": [
            [one.name, one.place or "–", " ".join(filter(None, (_by(one.at, one.who), one.remark)))]
            for one in surprises_of(count, came)
        ],
    }
    return [*made[:2], unexpected, *made[2:]]


def _line(item: Item) -> list[str]:
    name = f"{item.name} ({item.identifier})" if item.identifier else item.name
    standing = item.standing
    if standing is None:
        return [name, item.site_name, "–"]
    told = [_by(standing.at, standing.who)]
    if standing.verdict == "moved" and standing.place:
        told.insert(0, _("vu à : %(place)s.") % {"place": standing.place})
    if standing.quantity is not None:
        told.append(
            _("Compté : %(seen)s sur %(expected)s.")
            % {"seen": number(standing.quantity), "expected": number(item.quantity)}
        )
    if standing.contested:
        told.append(_("Une autre personne a dit autre chose."))
    if standing.remark:
        told.append(standing.remark)
    return [name, item.site_name, " ".join(told)]


def _pictures(count: Count) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """Return the first pictures of a count with their words, and their files by name."""
    rows = ObservationPhoto.objects.filter(observation__count=count).select_related(
        "observation__asset", "observation__site"
    )
    told, files = [], {}
    for row in rows.order_by("observation__observed_at", "pk")[:MOST_PICTURES]:
        content = _picture(str(row.file.name))
        if content is None:  # the file was lost or spoilt: the report goes without it
            continue
        name = f"photo-{row.pk}.webp"
        files[name] = content
        seen = row.observation
        what = seen.asset.name if seen.asset else seen.seen
        told.append({"file": name, "words": f"{what}, {_moment(seen.observed_at)}"})
    return told, files


def _picture(name: str) -> bytes | None:
    """Return a picture of a count at the width of the report, written anew; nothing when it cannot be read."""
    try:
        stored = rendition(default_storage, name, PICTURE_WIDTH)
        with default_storage.open(stored) as file, Image.open(file) as image:
            return encode(image.convert("RGB")).content
    except (OSError, SyntaxError, ValueError):
        return None
