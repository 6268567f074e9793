"""Facts: what happened, told to whom it concerns, in the same transaction as the change itself.

A service calls :func:`record`; one job per subscriber is deferred through Django's own connection, so the
telling commits or rolls back with the data. A low package speaks to a high one only this way.
"""

from maillon.base.facts.delivery import Fact, defer, deliver, handlers_of, record, subscribe

__all__ = ["Fact", "defer", "deliver", "handlers_of", "record", "subscribe"]
