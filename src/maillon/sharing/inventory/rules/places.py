"""Pure decisions about places."""

from maillon.kernel.distance import Where, in_quebec

ATLANTIC_ISLANDS = (-62.6, 47.0, -60.9, 48.0)  # west, south, east, north
LOWER_NORTH_SHORE = (-61.7, 50.0, -56.5, 52.5)
KEPT = (-80.5, 44.0, -56.0, 63.0)  # what the database accepts


def time_zone_at(lon: float | None, lat: float | None) -> str:
    """Return the time zone of a point of Québec, as the tz database names it.

    Everything follows Montréal, but the Îles-de-la-Madeleine (Atlantic time) and the Lower North Shore east of
    Natashquan (Atlantic time, never moved in summer). Source: Loi sur le temps légal, RLRQ, c. T-5.1.
    """
    if lon is None or lat is None:
        return "America/Toronto"
    if _within(ATLANTIC_ISLANDS, lon, lat):
        return "America/Halifax"
    if _within(LOWER_NORTH_SHORE, lon, lat):
        return "America/Blanc-Sablon"
    return "America/Toronto"


def misplaced(lon: float, lat: float) -> Where | None:
    """Return why a point cannot be that of something in Québec, or nothing."""
    why = in_quebec(lon, lat).why
    if why is Where.INSIDE:
        return None if _within(KEPT, lon, lat) else Where.OUTSIDE
    return why


def _within(box: tuple[float, float, float, float], lon: float, lat: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north
