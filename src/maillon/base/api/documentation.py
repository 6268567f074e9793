"""The description of the API as a page to read: plain HTML of ours, nothing from another host."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja.openapi.docs import DocsBase

from maillon.base.api.problems import GENERIC, TITLES
from maillon.base.refusals import Refusal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter, or a field of what is sent or received."""

    name: str
    kind: str
    description: str
    required: bool = False
    place: str = ""
    example: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that can be asked of the API."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    needs_key: bool
    values: list[Value]
    body: str
    body_values: list[Value]
    answers: list[tuple[str, str, Value | None]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The routes about one thing."""

    name: str
    description: str
    anchor: str
    routes: list[Route] = field(default_factory=list)


class DocumentationPage(DocsBase):
    """Shows every route with its values, its answers and its errors."""

    def render_page(self, request: HttpRequest, api: Any, **kwargs: Any) -> HttpResponse:
        """Return the page in the reader's language."""
        schema = api.get_openapi_schema(path_params=kwargs)
        context = {
            "schema": schema,
            "chapters": chapters_of(schema),
            "shapes": list(shapes_of(schema)),
            "problems": problems(),
            "openapi_address": self.get_openapi_url(api, kwargs),
        }
        return render(request, "api/docs.html", context)


def chapters_of(schema: Json) -> list[Chapter]:
    """Return the routes by tag, in the order of the tags."""
    chapters = {
        tag["name"]: Chapter(tag["name"], tag.get("description", ""), f"chapitre-{number}")
        for number, tag in enumerate(schema["tags"], 1)
    }
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            chapters[operation["tags"][0]].routes.append(_route(path, method, operation, schema))
    return list(chapters.values())


def shapes_of(schema: Json) -> Iterator[tuple[str, str, list[Value]]]:
    """Yield each named object with its anchor and its fields."""
    for name, shape in sorted(schema["components"]["schemas"].items()):
        if "properties" in shape:
            yield name, _anchor(name), list(_fields(shape))


def problems() -> list[tuple[str, int, str]]:
    """Return every kind of problem: its code, its status, what it means."""
    found = {code: (status, str(TITLES[status])) for status, (code, _detail) in GENERIC.items()}
    for kind in _kinds(Refusal):
        found.setdefault(kind.code, (kind.status, str(TITLES.get(kind.status, ""))))
    return [(code, *found[code]) for code in sorted(found)]


def _kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)


def _route(path: str, method: str, operation: Json, schema: Json) -> Route:
    kind, body = _body(operation)
    return Route(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        needs_key={} not in operation["security"],
        values=[_parameter(parameter) for parameter in operation["parameters"]],
        body=kind,
        body_values=list(_fields(_resolved(body, schema))) if body else [],
        answers=[_answer(status, answer) for status, answer in operation["responses"].items()],
    )


def _parameter(parameter: Json) -> Value:
    shape = parameter["schema"]
    examples = shape.get("examples") or [parameter.get("example", "")]
    return Value(
        parameter["name"],
        _kind(shape, optional=True),
        parameter.get("description", ""),
        parameter["required"],
        parameter["in"],
        str(examples[0]),
    )


def _body(operation: Json) -> tuple[str, Json]:
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        return kind, content["schema"]
    return "", {}


def _answer(status: str, answer: Json) -> tuple[str, str, Value | None]:
    for content in answer.get("content", {}).values():
        shape = content["schema"]
        return status, answer["description"], Value("", _kind(shape), "", anchor=_anchor_of(shape))
    return status, answer["description"], None


def _fields(shape: Json) -> Iterator[Value]:
    required = shape.get("required", [])
    for name, part in shape.get("properties", {}).items():
        example = (part.get("examples") or [""])[0]
        yield Value(
            name,
            _kind(part),
            part.get("description", ""),
            name in required,
            example=str(example),
            anchor=_anchor_of(part),
        )


def _kind(shape: Json, *, optional: bool = False) -> str:
    """Return how a value is written: « string (date-time) », « [Asset] », « integer | null ».

    An ``optional`` value is simply left out: « null » says nothing more.
    """
    if "$ref" in shape:
        return str(shape["$ref"].rsplit("/", 1)[1])
    for together in ("anyOf", "allOf", "oneOf"):
        if together in shape:
            kinds = [_kind(part) for part in shape[together]]
            return " | ".join(kind for kind in kinds if kind != "null" or not optional)
    if shape.get("type") == "array":
        return f"[{_kind(shape.get('items', {}))}]"
    if "enum" in shape:
        return " | ".join(str(value) for value in shape["enum"])
    name = str(shape.get("type", "any"))
    return f"{name} ({shape['format']})" if "format" in shape else name


def _resolved(shape: Json, schema: Json) -> Json:
    if "$ref" in shape:
        found: Json = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
        return found
    return shape


def _anchor_of(shape: Json) -> str:
    if "$ref" in shape:
        return _anchor(shape["$ref"].rsplit("/", 1)[1])
    for part in [*shape.get("anyOf", []), shape.get("items", {})]:
        if part and (anchor := _anchor_of(part)):
            return anchor
    return ""


def _anchor(name: str) -> str:
    return f"objet-{name}"
