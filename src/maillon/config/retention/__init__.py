"""How long each table keeps its rows, and why: one line per table, read by those who ask and by a test.

The durations are Maillon's own proposals, set for the purposes told here (Loi sur l'accès, RLRQ, c. A-2.1, art. 73);
a body with a retention schedule of its own may ask for longer or shorter ones.

One file per neighbourhood of the house.
"""

from maillon.base.privacy import Retention
from maillon.config.retention import (
    availability,
    community,
    house_rules,
    inventory,
    machinery,
    on_the_spot,
    organisations,
    people,
    reservations,
    supplies,
)

MODULES = (
    availability,
    community,
    house_rules,
    inventory,
    machinery,
    on_the_spot,
    organisations,
    people,
    reservations,
    supplies,
)
RETENTIONS: tuple[Retention, ...] = tuple(line for module in MODULES for line in module.RETENTIONS)
