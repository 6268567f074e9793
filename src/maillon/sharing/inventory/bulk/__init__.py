"""Changing many assets at once: lines chosen in the owner's list, or all that a filter keeps.

Words: a *gesture* is one thing that can be done to many assets (change their site, archive them); it is first
*previewed* (« 12 biens changeront »), then carried out, on the same assets or not at all. Packages above the
inventory add gestures with :func:`offer`; ``config.registry`` says which.
"""

from maillon.sharing.inventory.bulk.gestures import GESTURES, Gesture, Line, Preview, gesture_named, offer

__all__ = ["GESTURES", "Gesture", "Line", "Preview", "gesture_named", "offer"]
