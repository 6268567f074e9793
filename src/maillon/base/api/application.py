"""The API itself: ninja, with our problems, our description and nothing done twice."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import DatabaseError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from maillon.base.api import openapi
from maillon.base.api.documentation import DocumentationPage
from maillon.base.api.idempotency import once
from maillon.base.api.problems import problem, refused
from maillon.base.api.validation import reasons_of
from maillon.base.constraints import refusal_for
from maillon.base.refusals import Invalid, Reason, Refusal
from maillon.base.retries import crossed_another
from maillon.base.web.uploads import upload_problem

log = logging.getLogger("maillon.api")
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


class Plain(JSONRenderer):
    """JSON with French letters as they are, and no needless spaces."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class Api(NinjaAPI):
    """A set of routes under one address, described by itself.

    Lists end with the address of their next page, errors are problems, and a POST with an ``Idempotency-Key`` is
    done once.
    """

    def __init__(self, *, title: str, version: str, description: str, tags: list[dict[str, str]]) -> None:
        super().__init__(
            title=title,
            version=version,
            description=description,
            docs=DocumentationPage(),
            renderer=Plain(),
            urls_namespace="api",
            openapi_extra={"tags": tags},
        )
        self._described: dict[str, dict[str, Any]] = {}
        self.add_decorator(self._guarded, mode="view")

    def set_default_exception_handlers(self) -> None:
        """Give each kind of fault its problem; what is not foreseen is noted and told as an error of ours."""
        handlers: dict[type[Exception], Any] = {
            Refusal: refused,
            ValidationError: _invalid,
            HttpError: lambda request, error: problem(request, error.status_code),
            RequestDataTooBig: lambda request, _error: problem(request, 413),
            PermissionDenied: lambda request, _error: problem(request, 403),
            DatabaseError: _database,
            Exception: _unforeseen,
        }
        handlers |= dict.fromkeys(UNREADABLE, lambda request, _error: problem(request, 400))
        handlers |= dict.fromkeys(
            (Http404, ObjectDoesNotExist), lambda request, _error: problem(request, 404)
        )
        for kind, handler in handlers.items():
            self.add_exception_handler(kind, handler)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of the function, which is the verb: ``list_assets``."""
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        """Return the description in the active language; made once per language."""
        language = get_language() or ""
        if language not in self._described:
            prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
            self._described[language] = openapi.said(openapi.completed(openapi.Description(self, prefix)))
        return self._described[language]

    def _guarded(self, run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Do a route once per key, and tell as a problem what happens outside of the route itself."""
        do_once = once(run)
        known = _parameters(run.__self__)  # type: ignore[attr-defined]  # ninja gives the bound method of the operation

        @wraps(run)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                _refuse_unknown(request, known)
                return do_once(request, *args, **kwargs)
            except Exception as error:
                return self.on_exception(request, error)

        return guarded


def _parameters(operation: Operation) -> frozenset[str]:
    """Return the names that may stand after the « ? » of a route's address."""
    return frozenset(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in getattr(model, "__ninja_flatten_map__", {})
    )


def _refuse_unknown(request: HttpRequest, known: frozenset[str]) -> None:
    """Refuse a parameter that does not exist: a filter misspelt and ignored would answer something else."""
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        raise Invalid(
            Reason("unknown_parameter", str(_("Ce paramètre n’existe pas ici.")), n) for n in unknown
        )


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if getattr(request, "upload_refused", False):  # the file was sent, but not read
        return problem(request, 413, detail=upload_problem(request))
    return problem(request, 422, reasons=reasons_of(error))


def _database(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    """Tell a known constraint as its refusal; let the one who opened the transaction try again after a crossing."""
    refusal = refusal_for(error)
    if refusal is not None:
        return refused(request, refusal)
    if isinstance(error, OperationalError) and crossed_another(error):
        if connection.in_atomic_block:
            raise error
        return problem(request, 503)
    return _unforeseen(request, error)


def _unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s", request.method, request.path, exc_info=error)
    return problem(request, 500)
