"""Changing many assets at once: lines chosen in the owner's list, or all that a filter keeps.

Words: a *gesture* is one thing that can be done to many assets (change their site, archive them); it is first
*previewed* (« 12 biens changeront »), then carried out, on the same assets or not at all. Packages above the
inventory add gestures with :func:`offer`, or lead to a page of their own with :func:`lead`; ``config.registry`` says
which.
"""

from maillon.sharing.inventory.bulk.gestures import (
    GESTURES,
    PAGES,
    Elsewhere,
    Gesture,
    Line,
    Preview,
    gesture_named,
    lead,
    offer,
    page_named,
)

__all__ = [
    "GESTURES",
    "PAGES",
    "Elsewhere",
    "Gesture",
    "Line",
    "Preview",
    "gesture_named",
    "lead",
    "offer",
    "page_named",
]
