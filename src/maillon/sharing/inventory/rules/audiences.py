"""Who sees an asset that was not decided by itself: the rule of its site, else of its class, else of its owner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

OWNER_ONLY = "owner"


class Source(StrEnum):
    """What decided of a circle, from the nearest to the farthest."""

    ASSET = "asset"
    SITE = "site"
    CLASS = "class"
    ORGANISATION = "organisation"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A circle, and what decided it."""

    audience: str
    source: Source


@dataclass(frozen=True, slots=True)
class Drawings:
    """The rules of one organisation: by site, by class, for all the rest."""

    sites: Mapping[int, str] = field(default_factory=dict)
    classes: Mapping[int, str] = field(default_factory=dict)
    everywhere: str = ""

    def of(self, site_id: int | None, class_id: int | None) -> Drawn:
        """Return the circle of an asset that follows the rules: without any, its owner alone sees it."""
        if site_id is not None and site_id in self.sites:
            return Drawn(self.sites[site_id], Source.SITE)
        if class_id is not None and class_id in self.classes:
            return Drawn(self.classes[class_id], Source.CLASS)
        if self.everywhere:
            return Drawn(self.everywhere, Source.ORGANISATION)
        return Drawn(OWNER_ONLY, Source.NOTHING)
