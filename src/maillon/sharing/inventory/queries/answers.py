"""The changes of an asset's answers, told one by one: « Surface : 200 m² → 312,5 m² »."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from maillon.base.history import NOTHING, Change, Pairs
from maillon.sharing.inventory.access_words import WORDS, told_answer
from maillon.sharing.inventory.models import ClassField
from maillon.sharing.inventory.queries.assets import told
from maillon.sharing.inventory.rules.access import QUESTIONS, RESERVED

JSON_FIELDS = frozenset({"details", "access"})


def changed_answers(pairs: Pairs) -> list[tuple[Change, ...]]:
    """Return, for each (event, event before), what changed of the answers to the class and about access: one query."""
    codes = {code for event, before in pairs if before is not None for code in _differing(event, before)}
    fields = {
        (one.asset_class_id, one.code): one
        for one in ClassField.objects.filter(code__in=codes).order_by("pk")
    }
    return [
        () if before is None else (*_answers(event, before, fields), *_access(event, before))
        for event, before in pairs
    ]


def _differing(event: Any, before: Any) -> list[str]:
    """Return the codes whose answer changed, in the order of their letters."""
    both = event.details.keys() | before.details.keys()
    return sorted(code for code in both if event.details.get(code) != before.details.get(code))


def _answers(event: Any, before: Any, fields: Mapping[tuple[int, str], ClassField]) -> list[Change]:
    changes = []
    for code in _differing(event, before):
        if code == RESERVED:
            continue
        field = fields.get((event.asset_class_id, code)) or fields.get((before.asset_class_id, code))

        def word(value: Any, field: ClassField | None = field) -> str:
            return NOTHING if value is None else told(field, value) if field else str(value)

        name = field.name if field else code
        changes.append(Change(name, word(before.details.get(code)), word(event.details.get(code))))
    return changes


def _access(event: Any, before: Any) -> list[Change]:
    """Return what changed of the answers about access that hold, whether the asset's own or its place's."""
    now, then = event.details.get(RESERVED, {}), before.details.get(RESERVED, {})
    return [
        Change(
            _("Accessibilité : %(question)s") % {"question": WORDS[code]},
            told_answer(code, then[code]) if code in then else NOTHING,
            told_answer(code, now[code]) if code in now else NOTHING,
        )
        for code in QUESTIONS
        if now.get(code) != then.get(code)
    ]
