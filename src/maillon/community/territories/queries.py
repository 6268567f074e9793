"""Reading the register of territories."""

from dataclasses import dataclass

from django.db.models import Prefetch

from maillon.community.territories.models import Mrc, Region
from maillon.kernel.words import fold


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A region with those of its territories that were asked for, in alphabetical order."""

    code: str
    name: str
    mrcs: tuple[Mrc, ...]

    @property
    def population_2016(self) -> int:
        """Return the people living in the listed territories in 2016."""
        return sum(mrc.population_2016 for mrc in self.mrcs)


def regions(words: str = "") -> list[RegionEntry]:
    """List the regions and their territories; ``words`` keeps those whose name, town or region has them."""
    wanted = fold(words)
    found = []
    mrcs = Prefetch("mrcs", Mrc.objects.order_by("sort_key"), to_attr="ordered_mrcs")
    for region in Region.objects.order_by("code").prefetch_related(mrcs):
        every: list[Mrc] = region.ordered_mrcs
        if wanted not in fold(region.name):
            every = [mrc for mrc in every if wanted in fold(f"{mrc.name} {mrc.main_town}")]
        if every:
            found.append(RegionEntry(region.code, region.name, tuple(every)))
    return found
