"""Values as they are written in JSON: moments with their offset, decimals as text, texts without surprises."""

import datetime as dt
from enum import Enum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from ninja import Path, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, WithJsonSchema

FIRST, LAST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
LARGEST_ID = 2**63 - 1
PRINTABLE = r"^[^\x00]*$"


def explained(description: str, *, example: Any = None, default: Any = ..., **limits: Any) -> Any:
    """Return a field with its French description and an example; what the reader of the API needs of it.

    The description is a sentence of the catalogue: the documentation also exists in English.
    """
    examples = [example] if example is not None else None
    return Field(default, description=description, examples=examples, **limits)


def identifier(description: str) -> Any:
    """Return a number of the address that names one thing: ``AssetId = Annotated[int, identifier(…)]``."""
    return Path(..., description=description, ge=1, le=LARGEST_ID)


def named(description: str, *, max_length: int) -> Any:
    """Return a word of the address that names one thing: letters, digits, hyphens."""
    return Path(..., description=description, max_length=max_length, pattern=r"^[A-Za-z0-9-]+$")


def one_of(choices: type[Enum]) -> WithJsonSchema:
    """Describe a closed list where it is used: ``Annotated[Role, one_of(Role)]``.

    A list of choices is often called « State »; described by name, two of them would be taken for one.
    """
    return WithJsonSchema({"type": "string", "enum": [choice.value for choice in choices]})


def _in_our_time(moment: dt.datetime) -> dt.datetime:
    if not FIRST <= moment < LAST:
        raise ValueError(_("Inscrivez un moment entre 2000 et 2100."))
    return moment


def _day_in_our_time(day: dt.date) -> dt.date:
    if not FIRST.date() <= day < LAST.date():
        raise ValueError(_("Inscrivez un jour entre 2000 et 2100."))
    return day


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
DayIn = Annotated[dt.date, AfterValidator(_day_in_our_time)]
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Line = Annotated[str, Field(max_length=200, pattern=PRINTABLE)]
Text = Annotated[str, Field(max_length=5000, pattern=PRINTABLE)]
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]


class Input(Schema):
    """What a caller sends: a field that does not exist is an error, never ignored."""

    model_config = ConfigDict(extra="forbid")


def without_defaults(schema: dict[str, Any]) -> None:
    """Describe an object whose fields may all be left out: nothing is then put in their place."""
    for part in schema["properties"].values():
        part.pop("default", None)


def local(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return the moment by the clocks of a place, with their offset from UTC."""
    return moment.astimezone(ZoneInfo(zone))
