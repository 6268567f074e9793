"""Whatever is sent to any route, by whoever it is, the answer is one that the description promises."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from maillon.config.api import api
from maillon.config.tests.api.things import real_things
from maillon.config.tests.api.world import Caller, World
from maillon.testing.builders.sharing import at

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
SCHEMA.app = get_wsgi_application()
OPERATIONS = [result.ok() for result in SCHEMA.get_all_operations()]
# Enough for each caller and kind of value to be tried; the same each time: a failure is not a matter of luck.
PER_ROUTE = settings(
    max_examples=28,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
PERIOD = {"starts_at": at(14).isoformat(), "ends_at": at(15).isoformat()}
WHO: dict[str, Callable[[World], Caller]] = {
    "nobody": lambda world: world.nobody,
    "reader": lambda world: world.reader,
    "writer": lambda world: world.requester,
    "owner": lambda world: world.manager,
}


def _make_real(case: Any, asset_id: int) -> None:
    """Name an asset that exists and a period in order, so that more than a first refusal is reached."""
    if isinstance(case.body, dict) and "asset_id" in case.body:
        case.body |= {"asset_id": asset_id} | PERIOD
    if isinstance(case.query, dict) and "starts_at" in case.query:
        case.query |= PERIOD


@pytest.fixture
def connection_kept() -> Iterator[None]:
    """Keep the test's own connection: a WSGI server would give it back between two requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_kept")
@pytest.mark.parametrize(
    "operation", OPERATIONS, ids=lambda operation: operation.definition.raw["operationId"]
)
def test_the_answer_is_one_that_was_promised(operation: Any, world: World) -> None:
    known = {
        "asset_id": world.place.pk,
        "organisation_id": world.owner.pk,
        "reference": world.reservation.reference,
        "run_id": world.run.pk,
        "document_id": world.document.pk,
        "photo_id": world.photo.pk,
        "site_id": world.place.site_id,
        "unit_id": world.unit.pk,
        "agreement_id": world.agreement.pk,
        "rule_id": world.rule.pk,
        "schedule_id": world.place.bookable.schedule_id,
        "supply_id": world.supply.pk,
        "movement_id": world.movement.pk,
    } | real_things(world)

    @PER_ROUTE
    @given(operation.as_strategy(), st.sampled_from(sorted(WHO)), st.booleans())
    def run(case: Any, who: str, real: bool) -> None:
        """Half of the time the address names something that exists."""
        caller = WHO[who](world)
        if real:
            case.path_parameters = {
                name: known.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
            _make_real(case, known["asset_id"])
        headers = {"Authorization": f"Bearer {caller.key}"} if caller.key else {}
        case.call_and_validate(headers=headers, checks=CHECKS)

    run()
