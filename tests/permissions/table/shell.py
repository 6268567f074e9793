"""The first pages."""

from ..hats import ANYONE, NO_ONE, SIGNED_IN, STEWARD, only
from .lines import Line, button

PAGES = (
    Line("notifications:failed", get=only(STEWARD)),
    button("notifications:retry", {"pk": 999_999_999}, only(STEWARD)),
    button("notifications:retry_all", {}, only(STEWARD)),
    Line("shell:home"),
    Line("shell:dashboard", get=SIGNED_IN),
    Line("shell:first_hour", get=only(STEWARD)),
    Line("shell:gallery"),
    Line("shell:towns"),
    Line("shell:everywhere", query="?q=kanari"),
    Line("shell:shortcuts"),
    Line("set_language", get=ANYONE),
    Line("/api/nulle-part", get=NO_ONE, called="api/<path:rest>"),
)
ROUTES = (
    Line("GET /mails/failed", get=only(STEWARD)),
    Line("POST /mails/failed/retry", post=only(STEWARD)),
    Line("POST /mails/{mail_id}/retry", {"mail_id": 999_999_999}, post=NO_ONE),
)
