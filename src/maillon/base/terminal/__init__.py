"""What Maillon says in a terminal, before Django exists.

Words: a *sentence* is a French text that `_` may replace by its English one; a *mark* is the ✓ or ✗
that opens a line of diagnosis.

Verbs: `_` translates a sentence, `spoken_language` tells in which language the terminal is spoken to.
Django's own gettext needs settings, and settings may need the database that a command is about to start;
so the same compiled catalogues are read here with the standard library alone.
"""

from maillon.base.terminal.language import _, spoken_language

__all__ = ["_", "spoken_language"]
