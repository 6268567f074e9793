"""What the API does around its routes: the language asked for, and problems even where no route was reached."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from maillon.base.api.etags import validated
from maillon.base.api.problems import CONTENT_TYPE, problem

ROOT = "/api/"
KEPT = ("Allow", "WWW-Authenticate", "Retry-After", "RateLimit", "RateLimit-Policy", "Vary")


def language_of(request: HttpRequest) -> str:
    """Return the language asked for in ``Accept-Language``: French unless English is preferred."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class ApiMiddleware:
    """Speak the caller's language, whatever the pages' own choice is; keep answers out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        only_headers = request.method == "HEAD"
        if only_headers:
            request.method = "GET"
        with translation.override(language_of(request)):
            response = self._as_problem(request, self.get_response(request))
            response = validated(request, response)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        response.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
        if only_headers:  # what a reading would answer, without its content (RFC 9110, § 9.3.2)
            length = response.headers.get("Content-Length", str(len(response.content)))
            response.content = b""
            response["Content-Length"] = length
        return response

    def _as_problem(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Tell as a problem the errors that Django answers by a page: no such address, or not asked that way."""
        if response.status_code < 400 or response.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        told = problem(request, response.status_code)
        for name in KEPT:
            if response.has_header(name):
                told[name] = response[name]
        return told
