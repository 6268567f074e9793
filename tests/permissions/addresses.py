"""Finding every address by itself: pages from Django's resolver, routes from the API's own description."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from maillon.config.api import api

API = "api"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's name (or its pattern when it has none) and the words that its address takes."""

    name: str
    takes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the API: « GET /assets/{asset_id} »."""

    method: str
    path: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def _patterns(
    resolver: URLResolver, spaces: tuple[str, ...] = (), takes: tuple[str, ...] = ()
) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        words = (*takes, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            if inside != (API,):
                yield from _patterns(entry, inside, words)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name)) if entry.name else str(entry.pattern)
            yield Page(name, words)


@cache
def pages() -> tuple[Page, ...]:
    """Return every page once, whatever its language."""
    return tuple({page.name: page for page in _patterns(get_resolver())}.values())


@cache
def routes() -> tuple[Route, ...]:
    """Return every route of the API with each of its methods."""
    described = api.get_openapi_schema()
    return tuple(
        Route(method.upper(), path.removeprefix("/api/v1"))
        for path, methods in described["paths"].items()
        for method in methods
        if method in {"get", "post", "put", "patch", "delete"}
    )
