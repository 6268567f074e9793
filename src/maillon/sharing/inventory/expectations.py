"""Which classes of things one expects to find in an organisation, by what it is in law.

Maillon's own proposal, from what such bodies commonly own; it serves to ask « and your vehicles? », never to judge.
"""

from maillon.community.organisations.kinds import PUBLIC_KINDS
from maillon.community.organisations.kinds import OrganisationKind as Kind

_SCHOOL = ("classroom", "gym", "kitchen", "workshop", "hall", "sports_field", "parking", "it", "furniture")
_TOWN = (
    *("room", "hall", "sports_field", "rink", "pool", "outdoor_place", "parking"),
    *("vehicle", "truck", "machinery", "equipment", "tools", "furniture"),
)
_COLLEGE = ("room", "classroom", "gym", "workshop", "hall", "parking", "equipment", "it", "furniture")
_HEALTH = ("room", "kitchen", "parking", "vehicle", "equipment", "it", "furniture")
_OFFICE = ("room", "parking", "vehicle", "equipment", "it", "furniture")
_COMMUNITY = ("room", "kitchen", "equipment", "tools", "furniture")
_BY_KIND = {
    Kind.SCHOOL_SERVICE_CENTRE: _SCHOOL,
    Kind.SCHOOL_BOARD: _SCHOOL,
    Kind.MUNICIPALITY: _TOWN,
    Kind.BOROUGH: _TOWN,
    Kind.CEGEP: _COLLEGE,
    Kind.PUBLIC_UNIVERSITY: _COLLEGE,
    Kind.HEALTH: _HEALTH,
}


def expected_classes(kind: str) -> tuple[str, ...]:
    """Return the codes of the classes expected of an organisation of this kind."""
    return _BY_KIND.get(Kind(kind), _OFFICE if kind in PUBLIC_KINDS else _COMMUNITY)
