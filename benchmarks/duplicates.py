"""How often the import takes two things for one, and how often it sees that two lines are one thing.

* **false**: lines of a list where every line is a thing of its own, that are called likely duplicates: as the list
  is; without the owner's numbers; when half of its lines, drawn at random, are already known from another list;
  and, printed without a target, the same without numbers: like things side by side are then torn apart, which no
  rule can tell from one thing placed twice;
* **seen**: copies of its lines, moved by 5 to 30 metres and written by another hand, that are called likely
  duplicates when another list brings them, and that point to the right thing;
* **time**: per line, for lists of growing size.

Give a file, or take the generated town: parks where courts stand in rows, nine to twenty-five metres apart.
"""

import random
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import cos, pi, sin
from pathlib import Path

from benchmarks.ground import SEED, load, verdict

CEILING = 1.0  # % of the lines, at most
SEEN = 90.0  # % of the copies, at least
DRAWN = 1_000
OTHERS = (
    "Gymnase",
    "Sentier pédestre",
    "Patinoire avec bandes",
    "Aire de jeu 5 à 12 ans",
    "Piscine extérieure",
)
COURTS = ("Volleyball de plage", "Basketball", "Pétanque", "Tennis")


def main() -> None:
    """Measure, print."""
    parser = ArgumentParser(description="Measure the likely duplicates of the import.")
    parser.add_argument("file", nargs="?", type=Path, help="a list without any duplicate (else generated)")
    chosen = parser.parse_args()
    _settle()
    lines = _read(chosen.file) if chosen.file else list(town(850))
    print(load())
    print(f"{len(lines)} lines of {chosen.file.name if chosen.file else 'a generated town'}")
    measure_false(lines)
    measure_seen(lines)
    measure_time()
    print(load())


def _settle() -> None:
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()


def _read(path: Path) -> list:
    from maillon.base.imports import open_table
    from maillon.sharing.inventory.imports.lines import Line, read_line
    from maillon.sharing.inventory.imports.vocabulary import match_columns

    with path.open("rb") as file, open_table(file) as table:
        columns = match_columns(table.headings)
        read = [read_line(row, columns) for row in table.rows]
    return [line for line in read if isinstance(line, Line)]


def town(parks: int, seed: int = SEED) -> Iterator:
    """Yield the lines of a town: each park has one thing of other kinds and a row of up to six courts."""
    rng = random.Random(seed)
    for park in range(parks):
        x, y = -400_000 + rng.random() * 30_000, 180_000 + rng.random() * 30_000
        things = [(rng.choice(OTHERS), 40.0)]
        step, court = rng.uniform(9, 25), rng.choice(COURTS)
        things += [
            (court, -step * number) for number in range(rng.randint(1, 6) if rng.random() < 0.02 else 1)
        ]
        for number, (name, east) in enumerate(things):
            yield _line(park * 10 + number, name, x + east, y, f"{park:03}-{number:04}")


def _line(number: int, name: str, x: float, y: float, identifier: str):
    from maillon.base.imports import Row
    from maillon.kernel.distance import unproject
    from maillon.sharing.inventory.imports.lines import read_line

    said = {"nom": name, "type": "Récréatif", "id": identifier}
    columns = {"name": "nom", "class": "type", "identifier": "id"}
    return read_line(Row(number, said, point=unproject(x, y)), columns)


def _unnumbered(lines: Sequence) -> list:
    """Return the lines as a list without the owner's numbers would say them."""
    bare = [{name: value for name, value in line.values.items() if name != "identifier"} for line in lines]
    return [
        replace(line, key=repr(line.place), values=values) for line, values in zip(lines, bare, strict=True)
    ]


def _known(lines: Sequence) -> list:
    """Return what accepting the lines from a list called « autre » would make."""
    from maillon.sharing.inventory.imports.rules import Known

    return [
        Known(number, f"autre:{line.key}", archived=False, values=line.values)
        for number, line in enumerate(lines)
    ]


def _duplicates(lines: Sequence, known: Sequence = ()) -> list:
    from maillon.sharing.inventory.imports.rules import Kind, compare

    found = compare(lines, known, source="liste")
    return [finding for finding in found if finding.kind is Kind.DUPLICATE]


def measure_false(lines: Sequence) -> None:
    """Count the things taken for another."""
    mixed = list(lines)
    random.Random(SEED).shuffle(mixed)
    half = len(mixed) // 2
    for label, said, known in (
        ("as it is", lines, ()),
        ("without numbers", _unnumbered(lines), ()),
        ("half known from another list", mixed[:half], _known(mixed[half:])),
    ):
        share = 100 * len(_duplicates(said, known)) / len(said)
        verdict(f"false, {label}, %", share, CEILING, at_most=True)
    torn = _duplicates(_unnumbered(mixed[:half]), _known(_unnumbered(mixed[half:])))
    print(f"        false, the same, without numbers: {100 * len(torn) / half:.2f} %")


def measure_seen(lines: Sequence) -> None:
    """Count the copies that are seen, by how they were written."""
    rng = random.Random(SEED)
    known = _known(lines)
    drawn = rng.sample(range(len(lines)), min(DRAWN, len(lines)))
    for label, hand in HANDS.items():
        copies = [_copy(lines[number], rank, hand, rng) for rank, number in enumerate(drawn)]
        true = dict(enumerate(drawn))
        found = _duplicates([one for one in copies if one is not None], known)
        right = sum(true[finding.line] == finding.asset_id for finding in found)
        total = sum(one is not None for one in copies)
        verdict(f"seen, moved by 5 to 30 m and {label}, %", 100 * len(found) / total, SEEN, at_most=False)
        print(f"        to the right thing: {100 * right / max(len(found), 1):.1f} %; {total} copies")
    bare = _unnumbered([lines[number] for number in drawn])
    moved = _unnumbered(
        [_copy(lines[number], 10_000_000 + number, HANDS["re-cased"], rng) for number in drawn]
    )
    within = len(_duplicates([*bare, *moved])) - len(_duplicates(bare))
    print(f"        seen, the same but in one list without numbers: {100 * within / len(drawn):.1f} %")


def _copy(line, rank: int, hand: Callable, rng: random.Random):
    """Return the line as another list would have it: moved, renamed, numbered in another manner."""
    from maillon.kernel.distance import project

    name = hand(line.values["name"], rng)
    if name is None:
        return None
    x, y = project(line.values["lon"], line.values["lat"])
    way, metres = rng.random() * 2 * pi, rng.uniform(5, 30)
    moved = _line(rank, name, x + metres * cos(way), y + metres * sin(way), f"{rank}")
    return replace(moved, values=moved.values | {"class_code": line.values["class_code"]})


def _mistype(name: str, rng: random.Random) -> str | None:
    """Return the name with one letter of a long word swapped, lost, doubled or replaced; nothing if it has none."""
    words = name.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not long:
        return None
    at = rng.choice(long)
    word, place = words[at], rng.randrange(1, len(words[at]) - 2)
    head, tail = word[:place], word[place + 1 :]
    words[at] = rng.choice(
        [
            head + tail[0] + word[place] + tail[1:],
            head + tail,
            head + word[place] * 2 + tail,
            head + "x" + tail,
        ]
    )
    return " ".join(words)


HANDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "named alike": lambda name, _rng: name,
    "re-cased": lambda name, _rng: name.upper().replace("É", "E").replace("À", "A"),
    "misspelt": _mistype,
}


def measure_time() -> None:
    """Compare lists of growing size: the time per line must not grow."""
    spent = []
    for size in (25_000, 50_000, 100_000):
        lines = list(town(round(size / 2.05)))
        began = time.process_time()
        _duplicates(lines)
        spent.append((time.process_time() - began) / len(lines) * 1e6)
        print(f"  {len(lines)} lines: {spent[-1] * len(lines) / 1e6:.1f} s, {spent[-1]:.0f} µs per line")
    verdict("time per line, 100,000 / 25,000", spent[-1] / spent[0], 1.5, at_most=True)


if __name__ == "__main__":
    main()
