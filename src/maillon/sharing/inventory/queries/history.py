"""The history of an asset, for its owner's people: what was changed, by whom, when, why.

The packages above add what they know of the asset (its sharing) by :func:`offer`; ``config.registry`` says which.
"""

import re
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.history import Change, Entry, Pairs, Source, Timeline, Told, changes_between, names_of
from maillon.sharing.inventory.models import Asset, KeepingRecord
from maillon.sharing.inventory.queries.answers import JSON_FIELDS, changed_answers

SILENT = frozenset(
    {"source_key", "updated_at", "created_at", "sort_key", "x", "y", "frozen_at", "confirmed_at"}
)
WHY: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"import (\d+)"), gettext_lazy("Importation no %(number)s")),
    (re.compile(r"claim (\d+):(.*)"), gettext_lazy("Réclamé de données ouvertes, importation no %(number)s")),
    (re.compile(r"undo import (\d+)"), gettext_lazy("Annulation de l’importation no %(number)s")),
    (re.compile(r"merge (\d+ \d+):(.*)"), gettext_lazy("Fusion de deux fiches")),
    (re.compile(r"()offer"), gettext_lazy("Mise en partage")),
    (re.compile(r"()withdraw"), gettext_lazy("Retrait du partage")),
    (re.compile(r"()signed link"), gettext_lazy("Par le lien d’un courriel")),
)
SOURCES: list[Callable[[], Source]] = []


def offer(*sources: Callable[[], Source]) -> None:
    """Add what other packages know of an asset's past."""
    SOURCES.extend(sources)


def history_of(asset_id: int, *, own: bool = False) -> Timeline:
    """Return the history of an asset, newest first; ``own``: with that of its management, for its owner's people."""
    sources = [Source("bien", _events, _tell), *(make() for make in SOURCES)]
    if own:
        sources.append(Source("fiche", _keeping_events, _tell_keeping))
    return Timeline(sources, asset_id, why_in_words)


def why_in_words(why: str) -> str:
    """Return the reason of a change as people read it: the program's own reasons have their sentence."""
    for pattern, sentence in WHY:
        if found := pattern.fullmatch(why):
            said = str(sentence) % {"number": found[1]}
            return f"{said} – {found[2]}" if found.lastindex == 2 and found[2] else said
    return why


def _events(asset_id: int) -> Any:
    return apps.get_model("inventory", "AssetEvent")._default_manager.filter(pgh_obj_id=asset_id)


def _keeping_events(asset_id: int) -> Any:
    return apps.get_model("inventory", "KeepingRecordEvent")._default_manager.filter(pgh_obj_id=asset_id)


def _tell_keeping(pairs: Pairs) -> list[Told]:
    changes = changes_between(pairs, KeepingRecord, silent=SILENT)
    titles = {"insert": _("Fiche de gestion remplie"), "delete": _("Fiche de gestion supprimée")}
    return [
        Told(titles.get(event.pgh_label, _("Fiche de gestion modifiée")), changed)
        for (event, _before), changed in zip(pairs, changes, strict=True)
    ]


def latest_change(asset_id: int) -> int:
    """Return the number of the latest change of an asset; 0 when none was noted."""
    latest: int | None = _events(asset_id).order_by("-pgh_id").values_list("pgh_id", flat=True).first()
    return latest or 0


def changes_after(asset_id: int, number: int) -> list[Entry]:
    """Return the changes of the asset itself that came after this one, the newest first, twenty at most."""
    told = history_of(asset_id)[:20]
    return [one for one in told if one.id.startswith("bien-") and int(one.id.removeprefix("bien-")) > number]


def frozen_by(asset: Asset) -> str:
    """Return who froze the asset, as the audit trail noted it; empty when it is not known."""
    first = (
        _events(asset.pk)
        .filter(frozen_at=asset.frozen_at)
        .select_related("pgh_context")
        .order_by("pgh_id")
        .first()
    )
    return next(iter(names_of([first]).values()), "") if first is not None else ""


def _tell(pairs: Pairs) -> list[Told]:
    fields = changes_between(pairs, Asset, silent=SILENT | JSON_FIELDS)
    changes = [(*one, *more) for one, more in zip(fields, changed_answers(pairs), strict=True)]
    return [
        Told(_title(event, before, changed), changed)
        for (event, before), changed in zip(pairs, changes, strict=True)
    ]


def _title(event: Any, before: Any, changed: tuple[Change, ...]) -> str:
    """Say in two words what happened."""
    if event.pgh_label == "insert":
        return _("Ajouté à l’inventaire")
    if event.pgh_label == "delete":
        return _("Supprimé de l’inventaire")
    if before is not None:
        if event.merged_into_id != before.merged_into_id and event.merged_into_id:
            return _("Fusionné")
        if event.state != before.state:
            return _state_words(event.state, before.state)
        if (event.frozen_at is None) != (before.frozen_at is None):
            return _("Tenu intact") if event.frozen_at else _("Libéré")
        if event.confirmed_at != before.confirmed_at and not changed:
            return _("Confirmé exact")
    return _("Modifié") if changed else _("Enregistré sans changement")


def _state_words(state: str, before: str) -> str:
    """Say what a change of state is: out of use, back in use, or in use for the first time."""
    if state == Asset.State.ARCHIVED:
        return _("Archivé")
    if before == Asset.State.ARCHIVED:
        return _("Remis en service")
    return _("Mis en service") if state == Asset.State.ACTIVE else _("Remis en brouillon")
