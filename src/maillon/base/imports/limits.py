"""How much a file may hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file; sizes in bytes.

    ``unpacked`` is what a workbook may weigh once decompressed, ``memory`` and ``seconds`` (of processor) what
    opening it may take, ``depth`` and ``values`` how deep and how large one GeoJSON feature may be.
    """

    columns: int = 300
    rows: int = 200_000
    unpacked: int = 400 * 1024 * 1024
    entries: int = 5_000
    memory: int = 2 * 1024 * 1024 * 1024
    seconds: int = 120
    depth: int = 40
    values: int = 500_000


LIMITS = Limits()
