"""The first pages."""

from ..hats import ANYONE, NO_ONE, SIGNED_IN, STEWARD, only
from .lines import Line

PAGES = (
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
