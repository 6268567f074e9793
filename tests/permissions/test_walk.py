"""Nobody opens what is not theirs, and nothing hidden is ever shown."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from .addresses import Page, Route, pages, routes
from .hats import HATS
from .table import PAGES, ROUTES, Line
from .visits import Walker, is_let_in
from .world import World, make_world


def _address(line: Line, world: World) -> str:
    with override(settings.LANGUAGE_CODE):
        words = {name: world.thing(word) for name, word in line.takes.items()}
        address = line.name if line.name.startswith("/") else reverse(line.name, kwargs=words)
    return address + line.query.format(**world.things)


def _path(line: Line, route: Route, world: World) -> str:
    words = {name: world.thing(word) for name, word in line.takes.items()}
    return "/api/v1" + route.path.format(**words) + line.query.format(**world.things)


def test_every_page_has_its_line_in_the_table_and_no_line_is_left_over():
    known, declared = {page.name for page in pages()}, {line.page for line in PAGES}
    assert not known - declared, (
        f"Add a line to PAGES in tests/permissions/table/ for: {sorted(known - declared)}"
    )
    assert not declared - known, f"These lines of PAGES name no page any more: {sorted(declared - known)}"


def test_every_route_of_the_api_has_its_line_and_no_line_is_left_over():
    known, declared = {route.name for route in routes()}, {line.name for line in ROUTES}
    assert not known - declared, (
        f"Add a line to ROUTES in tests/permissions/table/ for: {sorted(known - declared)}"
    )
    assert not declared - known, f"These lines of ROUTES name no route any more: {sorted(declared - known)}"


def _faults(
    walker: Walker, line: Line, method: str, address: str, *, body: dict[str, object] | None = None
) -> Iterator[str]:
    """Say what is wrong with the answer to one visit."""
    allowed = line.may(method)
    response = walker.visit(method, address, body=body)
    let_in, said = (
        is_let_in(response),
        f"{walker.hat}: {method} {line.name} ({address}) → {response.status_code}",
    )
    expected = walker.hat in allowed
    if (
        response.status_code >= 500 and response.status_code != 502
    ):  # a provider that is down is a good answer
        yield f"{said}: the page breaks"
    if let_in and not expected:
        yield f"{said}, though the table keeps this hat out"
    if expected and not let_in and not (response.status_code == 405 and line.only_read(method)):
        yield f"{said}, though the table lets this hat in"
    for word in walker.leaks(response):
        yield f"{said}, and shows « {word} »"


@pytest.mark.django_db
@pytest.mark.parametrize("hat", HATS)
def test_each_hat_opens_the_pages_that_the_table_says_and_sees_nothing_hidden(hat, settings):
    settings.MAIL_SERVER = True  # without one, the door says so and sends no code
    walker = Walker(hat, make_world())
    faults = [
        fault
        for line in PAGES
        for method in line.methods_for(hat)
        for fault in _faults(walker, line, method, _address(line, walker.world))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.django_db
@pytest.mark.parametrize("hat", HATS)
def test_each_hat_calls_the_routes_that_the_table_says_and_sees_nothing_hidden(hat):
    walker = Walker(hat, make_world())
    by_name = {route.name: route for route in routes()}
    faults = [
        fault
        for line in ROUTES
        if line.name in by_name
        for fault in _faults(
            walker,
            line,
            by_name[line.name].method,
            _path(line, by_name[line.name], walker.world),
            body={name: walker.world.thing(word) for name, word in line.body.items()},
        )
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.django_db
def test_the_walk_notices_a_leak_and_an_open_door():
    """A walk that never fails proves nothing: here are answers that it must denounce."""
    walker = Walker("neighbour", make_world())
    home = Line("shell:home", get=frozenset())
    assert any("keeps this hat out" in fault for fault in _faults(walker, home, "GET", "/"))
    walker.world.canaries["maillon"] = frozenset()
    assert any("shows" in fault for fault in _faults(walker, Line("shell:home"), "GET", "/"))
    closed = Line("people:demonstration_mails")
    assert any(
        "lets this hat in" in f for f in _faults(walker, closed, "GET", "/courriels-de-demonstration/")
    )


def test_pages_that_take_words_are_found_with_them():
    found = {page.name: page for page in pages()}
    assert found["organisations:show"] == Page("organisations:show", ("pk",))
    assert "shell:home" in found
