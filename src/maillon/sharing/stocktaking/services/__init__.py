"""The verbs of a count: begin, record what is seen, close, decide, verify."""

from maillon.sharing.stocktaking.services.beginning import Scope, begin_count
from maillon.sharing.stocktaking.services.closing import close_count
from maillon.sharing.stocktaking.services.deciding import decide_proposals
from maillon.sharing.stocktaking.services.forgetting import forget_counts
from maillon.sharing.stocktaking.services.recording import Entry, add_photo, record_observations
from maillon.sharing.stocktaking.services.sealing import Verification, seal_file, verify_report

__all__ = [
    "Entry",
    "Scope",
    "Verification",
    "add_photo",
    "begin_count",
    "close_count",
    "decide_proposals",
    "forget_counts",
    "record_observations",
    "seal_file",
    "verify_report",
]
