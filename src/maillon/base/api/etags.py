"""Validators (RFC 9110, § 8.8.3 and § 13): what was read has not changed, or may not be overwritten.

An ETag is the digest of the very answer, in its language and under its hat: two answers have the same one if and
only if they say the same thing.
"""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_http_date_safe
from ninja import Schema
from ninja.responses import NinjaJSONEncoder

JSON = {"ensure_ascii": False, "separators": (",", ":")}


def etag_of(content: bytes) -> str:
    """Return the validator of an answer."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def json_of(shape: Schema) -> bytes:
    """Return an object as the API writes it."""
    return json.dumps(shape.model_dump(by_alias=True), cls=NinjaJSONEncoder, **JSON).encode()  # type: ignore[arg-type]  # plain options


def matches(wanted: str, etag: str) -> bool:
    """Return whether a header (``If-Match``, ``If-None-Match``) names this validator; « * » names any."""
    named = [one.strip().removeprefix("W/") for one in wanted.split(",")]
    return "*" in named or etag in named


def _known(request: HttpRequest, response: HttpResponse, etag: str) -> bool:
    """Return whether the caller has this very answer: by its ETag, and only without one by its date (§ 13.2.2)."""
    if wanted := request.headers.get("If-None-Match", ""):
        return matches(wanted, etag)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    changed = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    return since is not None and changed is not None and changed <= since


def validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the answer its ETag; to who has read it already, say only that it has not changed (304)."""
    plain = response.headers.get("Content-Type", "").startswith("application/json")
    if (
        response.status_code != 200
        or response.streaming
        or not plain
        or request.method not in {"GET", "PATCH"}
    ):
        return response
    response["ETag"] = etag = etag_of(response.content)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if request.method == "GET" and _known(request, response, etag):
        short = HttpResponse(status=304)
        for name in (
            "ETag",
            "Last-Modified",
            "Cache-Control",
            "Vary",
            "Content-Language",
            "Link",
            "RateLimit",
            "RateLimit-Policy",
        ):
            if response.has_header(name):
                short[name] = response[name]
        del short["Content-Type"]
        return short
    return response
