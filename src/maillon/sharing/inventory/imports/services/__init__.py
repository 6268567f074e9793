"""The verbs of imports: read a file into suggestions, accept, set aside, undo.

Each is one transaction under the lock of its organisation, so that two imports never cross.
"""

from maillon.sharing.inventory.imports.errors import NothingSelected
from maillon.sharing.inventory.imports.selections import EVERYTHING, Selection
from maillon.sharing.inventory.imports.services.deciding import Outcome, accept, dismiss
from maillon.sharing.inventory.imports.services.reading import read_file
from maillon.sharing.inventory.imports.services.undoing import undo

__all__ = ["EVERYTHING", "NothingSelected", "Outcome", "Selection", "accept", "dismiss", "read_file", "undo"]
