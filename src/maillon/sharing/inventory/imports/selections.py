"""Choosing among the suggestions of a run."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from maillon.sharing.inventory.models import ImportRun, Suggestion


@dataclass(frozen=True, slots=True)
class Selection:
    """Which suggestions of a run: all, or those of some kinds, one class, some words, some numbers."""

    kinds: frozenset[str] = frozenset()
    class_code: str = ""
    text: str = ""
    ids: frozenset[int] = field(default_factory=frozenset)

    def of(self, run: ImportRun) -> "QuerySet[Suggestion]":
        """Return the suggestions chosen, in the order of the file."""
        chosen = Q()
        if self.kinds:
            chosen &= Q(kind__in=self.kinds)
        if self.class_code:
            chosen &= Q(proposed__class_code=self.class_code)
        if self.text.strip():
            words = self.text.strip()
            chosen &= (
                Q(proposed__name__icontains=words)
                | Q(proposed__identifier__icontains=words)
                | Q(proposed__site_name__icontains=words)
            )
        if self.ids:
            chosen &= Q(pk__in=self.ids)
        return run.suggestions.filter(chosen).order_by("line", "pk")

    def to_json(self) -> dict[str, Any]:
        """Return the selection as it is kept with a work."""
        return {
            "kinds": sorted(self.kinds),
            "class_code": self.class_code,
            "text": self.text,
            "ids": sorted(self.ids),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Selection":
        """Return a selection kept by :meth:`to_json`."""
        return cls(
            frozenset(kept.get("kinds", ())),
            kept.get("class_code", ""),
            kept.get("text", ""),
            frozenset(kept.get("ids", ())),
        )


EVERYTHING = Selection()
