"""The description of the API (OpenAPI 3.1): what ninja derives from the code, completed and put in our words.

Ninja knows the parameters and the good answers. Added here: which errors any route may answer, their one shape, who
may call, the ``Idempotency-Key``; and every sentence in the reader's language.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noted
from ninja.openapi.schema import OpenAPISchema

from maillon.base.api.idempotency import HEADER, LONGEST, REPLAYED
from maillon.base.api.problems import CONTENT_TYPE, Problem

Json = dict[str, Any]
SCHEMAS = "#/components/schemas/"
PROBLEM = {"$ref": SCHEMAS + "Problem"}
# What the names of our classes say to programmers only: « Page[AssetOut] ».
PAGES, NAMES_OF_CODE = re.compile(r"^Page_(\w+)_$"), re.compile(r"Out$")
KEY_NEEDED: list[Json] = [{"jeton": []}, {"session": []}]
OPEN_TO_ALL = [{}, *KEY_NEEDED]
METHODS = ("get", "post", "put", "patch", "delete")
SAID = ("description", "summary")

ANSWERS = {
    200: _noted("Voici."),
    201: _noted("C’est créé."),
    202: _noted("C’est reçu; le travail se fait."),
    204: _noted("C’est fait."),
    400: _noted("Ce qui a été envoyé ne se lit pas."),
    401: _noted("Le jeton manque ou n’est pas valide."),
    403: _noted("Ce chapeau, ou ce jeton, ne permet pas cela."),
    404: _noted("Il n’y a rien à cette adresse, ou ce chapeau ne peut pas le voir."),
    409: _noted("Refusé, avec ses motifs : par exemple, la plage vient d’être prise."),
    412: _noted("Quelqu’un d’autre a changé cela depuis que l’ETag d’If-Match a été lu."),
    413: _noted("Ce qui a été envoyé dépasse la limite."),
    422: _noted("Une valeur est à corriger; « reasons » dit laquelle et pourquoi."),
    429: _noted("Trop de demandes en peu de temps; attendez un peu."),
    503: _noted("Maillon est occupé; réessayez dans un instant."),
}
SCHEMES: Json = {
    "jeton": {
        "type": "http",
        "scheme": "bearer",
        "description": _noted("Jeton d’un chapeau, créé dans la page « Jetons d’API »."),
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": _noted(
            "Session ouverte sur nos pages; une modification demande l’en-tête X-CSRFToken."
        ),
    },
}
IDEMPOTENCY: Json = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!#-~]+$"},
    "example": "7f3c9a52-4d0e-4c55-9d0f-1d7f2a6f0b11",
    "description": _noted(
        "Clé que vous choisissez, neuve pour chaque demande. La même demande envoyée de nouveau avec la même clé, "
        "dans les 48 heures, n’est pas refaite : elle reçoit la première réponse."
    ),
}
LINK: Json = {
    "description": _noted('Adresse de la page suivante, avec rel="next" (RFC 8288).'),
    "schema": {"type": "string"},
}
REPLAY: Json = {
    "description": _noted("« true » quand la réponse est celle d’une demande déjà faite avec cette clé."),
    "schema": {"type": "string", "const": "true"},
}


class Description(OpenAPISchema):
    """Ninja's own description, which stops when two objects of the API bear the same name."""

    def add_schema_definitions(self, definitions: Json) -> None:
        """Keep the named objects; ValueError when a name would mean two things."""
        for name, shape in definitions.items():
            shape.pop("description", None)  # the words of a class are for programmers
            if self.schemas.setdefault(name, shape) != shape:
                raise ValueError(f"Two objects of the API are called {name}.")


def refuses(*statuses: int) -> Json:
    """Return what a route adds to its description when it may answer these errors."""
    return {"responses": {status: {"description": ANSWERS[status]} for status in statuses}}


def completed(raw: Json) -> Json:
    """Return ninja's description completed; sentences are still in French."""
    schema = dict(raw)
    components = dict(schema.get("components", {}))
    components["schemas"] = dict(components.get("schemas", {})) | _problem_schemas()
    components["securitySchemes"] = SCHEMES
    schema["components"] = components
    for method, operation in operations(schema):
        _complete(operation, method)
    _without_titles(schema)
    return _renamed(schema)


def operations(schema: Json) -> Iterator[tuple[str, Json]]:
    """Yield each operation with its method."""
    for path in schema["paths"].values():
        for method in METHODS:
            if method in path:
                yield method, path[method]


def said(value: Any) -> Any:
    """Return the description with each sentence in the active language."""
    if isinstance(value, dict):
        return {
            key: gettext(part) if key in SAID and isinstance(part, str) and part else said(part)
            for key, part in value.items()
        }
    return [said(part) for part in value] if isinstance(value, list) else value


def _problem_schemas() -> Json:
    found = Problem.model_json_schema(ref_template=SCHEMAS + "{model}", mode="serialization")
    shapes: Json = {**found.pop("$defs"), "Problem": found}
    for shape in shapes.values():
        del shape["description"]
    return shapes


def _complete(operation: Json, method: str) -> None:
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        parameter.pop("examples", None)  # ninja copies the schema's list where OpenAPI wants a map
    operation["security"] = KEY_NEEDED if operation.get("security") else OPEN_TO_ALL
    if method == "post":
        parameters.append(IDEMPOTENCY)
    answers = {int(status): dict(answer) for status, answer in operation["responses"].items()}
    for status in _common_errors(operation, method):
        answers.setdefault(status, {})
    for status, answer in answers.items():
        answer["description"] = ANSWERS[status]
        if status >= 400:
            answer["content"] = {CONTENT_TYPE: {"schema": PROBLEM}}
        elif "cursor" in {parameter["name"] for parameter in parameters}:
            answer["headers"] = {"Link": LINK}
        if method == "post":
            answer.setdefault("headers", {})[REPLAYED] = REPLAY
    operation["responses"] = {str(status): answers[status] for status in sorted(answers)}


def _common_errors(operation: Json, method: str) -> set[int]:
    """Return the errors that any such route may answer."""
    errors = {401, 422, 429}
    if "requestBody" in operation:
        errors |= {400, 413}
    if any(parameter["in"] == "path" for parameter in operation["parameters"]):
        errors.add(404)
    if method != "get":
        errors |= {403, 409, 503}
    if method == "patch":
        errors.add(412)
    return errors


def _renamed(schema: Json) -> Json:
    """Return the description with its objects named as a reader says them: « Asset », « PageOfAsset ».

    Objects that no route uses are left out: ninja keeps those from which it took the parameters.
    """
    shapes = schema["components"]["schemas"]
    used = _used(schema["paths"], shapes)
    names = {name: NAMES_OF_CODE.sub("", PAGES.sub(r"PageOf\1", name)) for name in sorted(used)}
    if len(set(names.values())) < len(names):
        raise ValueError("Two objects of the API would bear the same name.")

    def said_well(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: SCHEMAS + names[_named(part)] if key == "$ref" else said_well(part)
                for key, part in value.items()
            }
        return [said_well(part) for part in value] if isinstance(value, list) else value

    schema["paths"] = said_well(schema["paths"])
    schema["components"]["schemas"] = {said: said_well(shapes[name]) for name, said in names.items()}
    return schema


def _used(value: Any, shapes: Json) -> set[str]:
    """Return the names of the objects that a part of the description leads to."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            name = _named(part.get("$ref", ""))
            if name and name not in found:
                found.add(name)
                waiting.append(shapes[name])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found


def _named(reference: str) -> str:
    return reference.removeprefix(SCHEMAS)


def _without_titles(value: Any) -> None:
    """Drop the titles that pydantic derives from names (« Starts At »): they say nothing more."""
    if isinstance(value, dict):
        if isinstance(value.get("title"), str) and ("type" in value or "$ref" in value or "anyOf" in value):
            del value["title"]
        for part in value.values():
            _without_titles(part)
    elif isinstance(value, list):
        for part in value:
            _without_titles(part)
