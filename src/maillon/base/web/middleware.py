"""Two promises held for every page: a GET changes nothing, a refusal is a page and not a fault."""

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillon.base.constraints import refusal_for
from maillon.base.refusals import Refusal

Handler = Callable[[HttpRequest], HttpResponse]
WRITES_ON_GET = "/compte/"  # sign-in by an outside provider comes back as a GET (OIDC Core § 3.1.2.5)


class ReadOnlyMiddleware:
    """Run each GET in a read-only transaction that is rolled back: the database refuses a write."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or WRITES_ON_GET in request.path:
            return self.get_response(request)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            response = self.get_response(request)
            transaction.set_rollback(True)
        return response


class RefusalMiddleware:
    """Show a refusal that a view did not catch as a page with its reasons."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer with the refusal's status and reasons; let any other exception pass."""
        refusal = exception if isinstance(exception, Refusal) else refusal_for(exception)
        if refusal is None or request.path.startswith("/api/"):
            return None
        template = f"{refusal.status}.html" if refusal.status in {403, 404} else "422.html"
        return render(request, template, {"refusal": refusal}, status=refusal.status)
