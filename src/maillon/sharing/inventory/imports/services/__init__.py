"""The verbs of imports: receive or read a file into suggestions, accept, set aside, undo.

Each batch is one transaction under the lock of its organisation, so that two imports never cross. What is small
is one batch and done at once; what is large is entrusted to a job (:mod:`.working`) that can be stopped and resumed.
"""

from maillon.sharing.inventory.imports.errors import NothingSelected, ReadAlready, UnderWay
from maillon.sharing.inventory.imports.selections import EVERYTHING, Selection
from maillon.sharing.inventory.imports.services.deciding import MOTIVES, Outcome, accept, dismiss
from maillon.sharing.inventory.imports.services.mapping import Given
from maillon.sharing.inventory.imports.services.reading import read_file
from maillon.sharing.inventory.imports.services.undoing import undo

__all__ = [
    "EVERYTHING",
    "MOTIVES",
    "Given",
    "NothingSelected",
    "Outcome",
    "ReadAlready",
    "Selection",
    "UnderWay",
    "accept",
    "dismiss",
    "read_file",
    "undo",
]
