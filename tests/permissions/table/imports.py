"""Imports and open data."""

from ..hats import COORDINATOR, EVERYBODYS_KEEPERS, KEEPERS, STEWARD, only
from .lines import Line

ROUTES = (
    Line("GET /imports", get=EVERYBODYS_KEEPERS),
    Line("POST /imports", post=EVERYBODYS_KEEPERS),
    Line("POST /imports/rehearsal", post=EVERYBODYS_KEEPERS),
    Line("GET /imports/{run_id}", {"run_id": "run"}, get=KEEPERS),
    Line("GET /imports/{run_id}/mapping", {"run_id": "run"}, get=KEEPERS),
    Line("PUT /imports/{run_id}/mapping", {"run_id": "run"}, post=KEEPERS, body={"columns": {}}),
    Line("GET /imports/{run_id}/suggestions", {"run_id": "run"}, get=KEEPERS),
    Line("POST /imports/{run_id}/accept", {"run_id": "run"}, post=KEEPERS),
    Line("POST /imports/{run_id}/dismiss", {"run_id": "run"}, post=KEEPERS),
    Line("POST /imports/{run_id}/undo", {"run_id": "run"}, post=KEEPERS),
    Line("GET /preloads", get=only(COORDINATOR, STEWARD)),
    Line("POST /preloads", post=only(COORDINATOR, STEWARD)),
    Line("GET /preloads/{preload_id}", {"preload_id": "preload"}, get=only(COORDINATOR, STEWARD)),
    Line("POST /preloads/{preload_id}/withdraw", {"preload_id": "preload"}, post=only(COORDINATOR, STEWARD)),
)
