"""The verbs of availability: take and give back, put in the ledger, open and close.

Every verb that touches a block locks it first, several in the order of their numbers, so that writers queue
instead of crossing; what crosses all the same is done again (:func:`maillon.base.retries.retried`).
"""

from maillon.sharing.availability.services.cutting import lay_out
from maillon.sharing.availability.services.ledger import (
    close_period,
    end_expired,
    firm_up,
    prolong,
    release,
    take,
)
from maillon.sharing.availability.services.locks import lock_assets
from maillon.sharing.availability.services.places import (
    make_all_bookable,
    make_bookable,
    recut,
    resize_pool,
)
from maillon.sharing.availability.services.schedules import (
    delete_schedule,
    materialise,
    roll_horizon,
    save_draft,
    write_schedule,
)

__all__ = [
    "close_period",
    "delete_schedule",
    "end_expired",
    "firm_up",
    "lay_out",
    "lock_assets",
    "make_all_bookable",
    "make_bookable",
    "materialise",
    "prolong",
    "recut",
    "release",
    "resize_pool",
    "roll_horizon",
    "save_draft",
    "take",
    "write_schedule",
]
