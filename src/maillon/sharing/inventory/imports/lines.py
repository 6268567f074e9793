"""What one line of a file says, as plain values: pure, no database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import isfinite
from typing import Any

from maillon.base.imports import Row
from maillon.kernel.objections import Objection
from maillon.kernel.words import fold, read_number
from maillon.sharing.inventory.imports.answers import Field, read_answer
from maillon.sharing.inventory.imports.vocabulary import class_of
from maillon.sharing.inventory.rules import misplaced

Values = dict[str, Any]
LIMITS = {"name": 160, "identifier": 80, "description": 4000, "accessibility": 2000, "address": 200}
WHOLE = re.compile(r"(\d[\d  ]*)(?:[.,]0+)?(?: *(?:personnes?|places?|people|seats?))?", re.IGNORECASE)
LARGEST = 1_000_000
NUMBER_WORDS = {"index", "code", "numéro", "no", "id", "du", "de", "des", "la"}
ARCHIVED = {"archive", "archived"}  # as our own export writes it, without its accent
PLACES = 5  # decimals of a degree kept to say « the same point »: about one metre


@dataclass(frozen=True, slots=True)
class Line:
    """What a usable line says. ``values`` holds only what the file speaks of: an empty cell erases nothing.

    ``record`` is the asset's number in Maillon, when the file came from here; ``archived`` whether it says so.
    ``key`` tells it apart within its list; ``place`` is its name, class and point, by which a likely duplicate
    is seen; ``site`` the key of where it stands.
    """

    number: int
    key: str
    place: tuple[Any, ...]
    site: str
    values: Values
    record: int | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used, what could be read of it, and why."""

    number: int
    values: Values
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True)
class More:
    """What an organisation adds to how lines are read.

    ``answers`` are the columns of characteristics (heading, field of each class, worth of the column's unit);
    ``classes`` the class that a category of its own means; ``default_class`` that of a line without a category.
    """

    answers: tuple[tuple[str, Mapping[str, Field], float], ...]
    classes: Mapping[str, str]
    default_class: str


NOTHING_MORE = More((), {}, "")


def short_key(text: str, length: int = 70) -> str:
    """Return the text when it is short, else its beginning and a digest of the whole."""
    if len(text) <= length:
        return text
    return f"{text[: length - 17]}~{blake2b(text.encode(), digest_size=8).hexdigest()}"


def read_line(row: Row, columns: Mapping[str, str], more: More = NOTHING_MORE) -> Line | BadLine:
    """Return what the row says, by the columns found; every reason why it cannot be used, at once."""
    texts = {field: row.values.get(heading, "") for field, heading in columns.items()}
    values: Values = {}
    objections = list(row.problems)
    for read in (_read_texts, _read_numbers):
        objections += read(texts, values)
    objections += _read_class(texts, values, more)
    if more.answers and "class_code" in values:
        objections += _read_answers(row, values, more)
    objections += _read_point(row, texts, values)
    if objections:
        return BadLine(row.line, {k: v for k, v in texts.items() if v} | values, tuple(objections))
    place = place_of(values)
    identifier = values.get("identifier", "")
    key = (
        short_key(identifier)
        if identifier
        else "=" + blake2b(repr(place).encode(), digest_size=12).hexdigest()
    )
    site = _read_site(columns.get("site_key", ""), texts, values)
    return Line(row.line, key, place, site, values, _record(texts), fold(texts.get("card", "")) in ARCHIVED)


def _record(texts: Mapping[str, str]) -> int | None:
    """Return the asset's number in Maillon; a text that is no such number says nothing."""
    text = re.sub(r"[.,]0+$", "", texts.get("record", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def place_of(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return name, class and point (else where it is said to stand): what two lines of one thing would share."""
    name, code = fold(values["name"]), values["class_code"]
    if values.get("lon") is not None:
        return name, code, round(values["lon"], PLACES), round(values["lat"], PLACES)
    return name, code, fold(values.get("address") or values.get("site_name") or "")


def _read_texts(texts: Mapping[str, str], values: Values) -> list[Objection]:
    for field in ("name", "identifier", "description", "accessibility", "address", "site_name"):
        if text := texts.get(field, ""):
            values[field] = text if field in ("description", "accessibility") else text.replace("\n", " ")
    if not values.get("name"):
        return [Objection("name_missing")]
    return [
        Objection("too_long", field, {"column": field, "limit": limit})
        for field, limit in LIMITS.items()
        if len(values.get(field, "")) > limit
    ]


def _read_numbers(texts: Mapping[str, str], values: Values) -> list[Objection]:
    objections = []
    for field, least in (("capacity", 0), ("quantity", 1)):
        text = texts.get(field, "")
        if not text:
            continue
        match = WHOLE.fullmatch(text)
        number = int(re.sub(r"\D", "", match[1])) if match and len(text) < 20 else -1
        if not least <= number <= LARGEST:
            objections.append(Objection(f"not_a_{field}", field, {"text": text[:40]}))
        else:
            values[field] = number
    return objections


def _read_class(texts: Mapping[str, str], values: Values, more: More) -> list[Objection]:
    category = texts.get("class", "")
    code = more.classes.get(fold(category)) if more.classes and category else None
    code = code or class_of(category, values.get("name", ""))
    if code is None and not category:
        code = more.default_class or None
    if code is None:
        text = category or values.get("name", "")
        return [Objection("class_unknown", "class", {"text": text[:60]})] if text else []
    values["class_code"] = code
    return []


def _read_answers(row: Row, values: Values, more: More) -> list[Objection]:
    """Read the characteristics that are asked of the line's class; what the others are asked says nothing here."""
    objections = []
    for heading, fields, worth in more.answers:
        text, asked = row.values.get(heading, ""), fields.get(values["class_code"])
        if not text or asked is None:
            continue
        answer = read_answer(text, asked, worth)
        if isinstance(answer, Objection):
            told = {"column": heading, "choices": ", ".join(asked.french.values())}
            objections.append(Objection(answer.code, heading, answer.values | told))
        else:
            values[f"details.{asked.declared.code}"] = answer
    return objections


def _number(text: str) -> float:
    try:
        return read_number(text)
    except ValueError:
        return float("nan")


def _read_point(row: Row, texts: Mapping[str, str], values: Values) -> list[Objection]:
    if row.point is not None:
        lon, lat = row.point
    elif texts.get("lon") or texts.get("lat"):
        lon, lat = _number(texts.get("lon", "")), _number(texts.get("lat", ""))
    else:
        return []
    if not (isfinite(lon) and isfinite(lat)):
        read = f"{texts.get('lon', '')} ; {texts.get('lat', '')}"
        return [Objection("point_not_a_place", "point", {"text": read[:60]})]
    if why := misplaced(lon, lat):
        return [Objection(f"point_{why.value}", "point", {"text": f"{lon:g} ; {lat:g}"})]
    values["lon"], values["lat"] = lon, lat
    return []


def _read_site(heading: str, texts: Mapping[str, str], values: Values) -> str:
    """Write the site's name in the values and return its key: the park's or building's number, else its name,
    else its address, else the point; a thing without any place stands at its organisation."""
    number, area = texts.get("site_key", ""), texts.get("area", "")
    name = values.get("site_name", "")
    if number:
        values["site_name"] = _titled(name or _numbered(heading, number), area)
        return short_key(f"n:{number}")
    if name:
        return short_key(f"s:{fold(name)}|{fold(values.get('address', ''))}")
    if "address" in values:
        values["site_name"] = values["address"][:160]
        return short_key(f"a:{fold(values['address'])}")
    if "lon" in values:
        values["site_name"] = _titled(values["name"], area)
        return f"p:{values['lon']:.{PLACES}f},{values['lat']:.{PLACES}f}"
    return "-"


def _numbered(heading: str, number: str) -> str:
    """Return « Parc 1139-000 » for the number 1139-000 under a heading such as INDEX_PARC."""
    word = " ".join(part for part in heading.lower().replace("_", " ").split() if part not in NUMBER_WORDS)
    return f"{word[:1].upper()}{word[1:]} {number}".strip()


def _titled(name: str, area: str) -> str:
    return (f"{name}, {area}" if area else name)[:160]
