"""A line of the table, and who is meant by some common words."""

from dataclasses import dataclass, field

from ..hats import (
    ADMIN,
    ANYONE,
    COMPANY,
    COORDINATOR,
    NEIGHBOUR,
    NEWCOMER,
    NO_ONE,
    OVERSEERS,
    OWNERS,
    STEWARD,
    Group,
    only,
)


@dataclass(frozen=True)
class Line:
    """One address and who is let in."""

    name: str
    takes: dict[str, object] = field(default_factory=dict)
    get: Group = ANYONE
    post: Group | None = None
    query: str = ""
    body: dict[str, object] = field(default_factory=dict)  # what a route of the API is sent
    called: str = ""  # the page's name when ``name`` is a plain address

    @property
    def page(self) -> str:
        return self.called or self.name

    def may(self, method: str) -> Group:
        """Return the hats let in by this method."""
        return self.get if method == "GET" or self.post is None else self.post

    def methods_for(self, hat: str) -> tuple[str, ...]:
        """Return how the hat opens the page: sending an empty form where it may read tells nothing more."""
        told = self.post is None and hat in self.get
        return ("GET",) if told else ("GET", "POST")

    def only_read(self, method: str) -> bool:
        """Return whether nothing was said of sending, so that « method not allowed » is a good answer too."""
        return method != "GET" and self.post is None


def button(name: str, takes: dict[str, object], who: Group) -> Line:
    """Return the line of an address that only receives a form: reading it is for nobody."""
    return Line(name, takes, get=NO_ONE, post=who)


MANAGERS = only(ADMIN, STEWARD)
CIRCLE_OF_BODIES = OWNERS | OVERSEERS | only(NEIGHBOUR, COORDINATOR)
VERIFIERS = only(COORDINATOR, STEWARD)
OF_COMPANY = OWNERS | OVERSEERS | only(COMPANY)  # who reads what is agreed between the town and the company
OF_NEWCOMER = OWNERS | OVERSEERS | only(NEWCOMER)  # the same, proposed to the newcomer
WEEK = "?starts_at={nine}&ends_at={ten}"
