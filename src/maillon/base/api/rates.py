"""How often one may call: so many times a minute for a key, for a person of our pages, or for an address.

Each process counts for itself and forgets when it stops: with several web processes the limit is that many times
larger. It keeps one program from taking the whole machine; it is no protection against a flood, which belongs to
what stands in front. Behind a proxy, all callers without a key share the proxy's address.

Headers: RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10), Retry-After (RFC 9110, § 10.2.3).
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from maillon.base.api.problems import problem

ROOT = "/api/"
MINUTE = 60.0
REMEMBERED = 10_000  # callers; the one heard least lately is forgotten first


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Allowance:
    """A bucket for each caller, filled again little by little: ``quota`` calls a minute, all at once if one likes."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str, quota: int, now: float) -> tuple[bool, int, int]:
        """Take one call; return whether it is allowed, how many are left, in how many seconds there is one more."""
        with self._lock:
            bucket = self._buckets.setdefault(caller, _Bucket(float(quota), now))
            self._buckets.move_to_end(caller)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
            bucket.left = min(quota, bucket.left + max(0.0, now - bucket.at) * quota / MINUTE)
            bucket.at = now
            allowed = bucket.left >= 1
            if allowed:
                bucket.left -= 1
            wait = 0 if bucket.left >= 1 else math.ceil((1 - bucket.left) * MINUTE / quota)
            return allowed, int(bucket.left), wait


ALLOWANCE = Allowance()


def _caller(request: Any) -> tuple[str, int]:
    """Return who calls, and how many times a minute they may."""
    key = getattr(request, "api_key", None)
    if key is not None:
        return f"key {key.prefix}", settings.API_CALLS_PER_KEY
    if request.hat.signed_in:
        return f"person {request.hat.person_id}", settings.API_CALLS_PER_KEY
    return f"address {request.META.get('REMOTE_ADDR', '')}", settings.API_CALLS_PER_ADDRESS


def _too_often(request: HttpRequest) -> HttpResponse:
    """Refuse a call, and say when to come back."""
    detail = _("Attendez le nombre de secondes de l’en-tête Retry-After, puis réessayez.")
    return problem(request, 429, code="too_often", detail=detail)


class RateMiddleware:
    """Count the calls of the API once it is known who calls; a quota of 0 counts nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        caller, quota = _caller(request)
        if not quota:
            return self.get_response(request)
        allowed, left, wait = ALLOWANCE.take(caller, quota, time.monotonic())
        response = self.get_response(request) if allowed else _too_often(request)
        if not allowed:
            response["Retry-After"] = str(wait)
        response["RateLimit-Policy"] = f'"minute";q={quota};w=60'
        response["RateLimit"] = f'"minute";r={left};t={wait}'
        return response
