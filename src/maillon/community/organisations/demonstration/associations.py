"""The social, community and environmental organisations of the demonstration, and a few companies: all invented.

They are rows of ``associations.csv``: the code of the MRC, the kind, the name, the mission.
"""

import csv
from importlib.resources import files

from maillon.community.organisations.demonstration.bodies import Line
from maillon.community.organisations.kinds import OrganisationKind as Kind

NEIGHBOURS = "Maison de quartier Saint-Hyacinthe"


def associations() -> list[Line]:
    """Return the organisations, in the order of the file."""
    text = files(__package__).joinpath("associations.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return [Line(row["name"], Kind(row["kind"]), row["mrc"], row["mission"]) for row in rows]
