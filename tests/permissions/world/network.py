"""Who there is, what must not be seen."""

import io
from dataclasses import dataclass, field
from typing import Any

from maillon.community.organisations.models import Membership

from ..hats import Group


@dataclass
class World:
    """Who there is, by hat; what the addresses name, by word; what must not be seen, and by whom it may."""

    members: dict[str, Membership | None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    canaries: dict[str, Group] = field(default_factory=dict)

    def thing(self, word: object) -> object:
        """Return the thing that a word of the table stands for, or the word itself when it is a plain value."""
        return self.things.get(word, word) if isinstance(word, str) else word

    def hide(self, word: str, *, from_all_but: Group) -> str:
        """Return a word that only these hats may ever see."""
        self.canaries[word] = from_all_but
        return word


def pixel(side: int = 8) -> bytes:
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(drawn, "PNG")
    return drawn.getvalue()
