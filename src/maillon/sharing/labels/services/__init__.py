"""The verbs of labels: make, claim, void, calibrate; leave a message, close it."""

from maillon.sharing.labels.services.labels import claim_label, claim_new_asset, make_labels, void_label
from maillon.sharing.labels.services.messages import close_message, leave_message
from maillon.sharing.labels.services.printing import batch_pdf, calibrate, calibration_pdf

__all__ = [
    "batch_pdf",
    "calibrate",
    "calibration_pdf",
    "claim_label",
    "claim_new_asset",
    "close_message",
    "leave_message",
    "make_labels",
    "void_label",
]
