"""The documents of the demonstration: plans and pages set by Maillon itself, one file for all that it suits."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from maillon.base.demonstration import World
from maillon.base.typesetting import typeset
from maillon.sharing.inventory.models import Asset, Document, DocumentVersion

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "plan.typ"
SHARE = 0.5  # of the assets for which there is something to give
Page = dict[str, Any]


def _page(title: str, lines: Sequence[str] = (), **plan: Any) -> Page:
    blank = {"width": 0, "depth": 0, "items": [], "doors": [], "alt": "", "scale": ""}
    return (
        {"title": title, "author": "Maillon", "owner": "Document de démonstration"}
        | blank
        | plan
        | {"lines": list(lines)}
    )


def _item(word: str, x: float, y: float, width: float, depth: float) -> Page:
    return {"word": word, "x": x, "y": y, "width": width, "depth": depth}


def _doors(*places: float) -> list[Page]:
    return [{"x": place, "width": 1.8} for place in places]


GYM = _page(
    "Plan du gymnase",
    width=30,
    depth=18,
    items=[_item("jeu", 2, 2, 26, 13), _item("rangement", 24, 15, 6, 3)],
    doors=_doors(4, 18),
    alt="Gymnase de 30 mètres sur 18; deux portes au sud, rangement au coin sud-est.",
    scale="30 m sur 18 m; deux portes de 1,8 m au sud.",
)
HALL = _page(
    "Plan de la salle",
    width=20,
    depth=14,
    items=[_item("scène", 5, 0, 10, 3), _item("bar", 0, 8, 1.5, 5), _item("vestiaire", 16, 10, 4, 4)],
    doors=_doors(9),
    alt="Salle de 20 mètres sur 14; scène au nord, bar à l’ouest, vestiaire au sud-est, porte double au sud.",
    scale="20 m sur 14 m; une porte de 1,8 m au sud.",
)
TRUCK = _page(
    "Avant de prendre la route",
    (
        "Faites le tour du camion : pneus, feux, arrimage.",
        "Notez le kilométrage et tout dommage sur la fiche de prêt.",
        "Vérifiez la charge : jamais plus que ce qui est écrit sur la portière.",
        "Au retour, faites le plein et rapportez les clés à l’accueil.",
    ),
)
RULES = _page(
    "Règles d’utilisation",
    (
        "Une personne responsable reste sur place du début à la fin.",
        "Rangez les chaises et les tables comme vous les avez trouvées.",
        "Les sorties restent libres en tout temps.",
        "Fermez les lumières; la porte se verrouille seule.",
    ),
)
# By class: the file, its kind, its title, who reads it.
OFFERED: Mapping[str, tuple[tuple[str, str, Page, str], ...]] = {
    "gym": (("plan-gymnase", "plan", GYM, "as_asset"), ("regles", "rules", RULES, "as_asset")),
    "hall": (("plan-salle", "plan", HALL, "as_asset"), ("regles", "rules", RULES, "members")),
    "room": (("regles", "rules", RULES, "as_asset"),),
    "truck": (("route", "manual", TRUCK, "members"),),
    "vehicle": (("route", "manual", TRUCK, "as_asset"),),
}


def write_documents(assets: Iterable[Asset], world: World) -> None:
    """Give half of the assets of some classes their documents, in two bulk inserts."""
    rng = Random(f"{world.seed} documents")  # noqa: S311  (a story, not a secret)
    documents, files = [], []
    for asset in assets:
        for name, kind, page, audience in OFFERED.get(asset.asset_class.code, ()):
            if rng.random() < SHARE:
                title = page["title"]
                documents.append(Document(asset=asset, kind=kind, title=title, audience=audience))
                files.append((name, page))
    Document.objects.bulk_create(documents, batch_size=2_000)
    stored = {name: _stored(name, page, world.now) for name, page in dict(files).items()}
    DocumentVersion.objects.bulk_create(
        [
            DocumentVersion(
                document=document,
                number=1,
                suffix=".pdf",
                media_type="application/pdf",
                added_at=world.now,
                **stored[name],
            )
            for document, (name, _page_of) in zip(documents, files, strict=True)
        ],
        batch_size=2_000,
    )


def _stored(name: str, page: Page, now: dt.datetime) -> dict[str, Any]:
    """Set the page once and keep its file; return what a version says of it."""
    content = typeset(TEMPLATE, data=page, at=now)
    path = f"documents/demonstration/{name}.pdf"
    default_storage.delete(path)
    default_storage.save(path, ContentFile(content))
    return {"file": path, "size": len(content), "digest": hashlib.sha256(content).hexdigest()}
