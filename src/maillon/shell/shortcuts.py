"""The keyboard shortcuts: what each key does, and where « g » then a letter leads this hat.

Single keys act only when no field has the focus, for those who are signed in and have not switched them off in
their account (WCAG 2.2, success criterion 2.1.4).
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.shell.navigation import ENTRIES, keeping

ACTS = (
    ("?", _("montrer cette liste")),
    ("/", _("aller au champ de recherche")),
    ("n", _("ajouter")),
    ("j", _("ligne suivante d’une liste")),
    ("k", _("ligne précédente")),
    ("x", _("cocher la ligne")),
    ("e", _("modifier la ligne ou le bien")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """Two keys, and the page where they lead."""

    keys: str
    word: Any
    href: str


def ways(hat: Hat) -> list[Way]:
    """Return where « g » then a letter leads this hat."""
    shown = {
        entry.view: entry for entry in reversed([*ENTRIES, *keeping(hat)]) if entry.keys and entry.shown(hat)
    }
    return [Way(entry.keys, entry.word, reverse(view)) for view, entry in reversed(shown.items())]
