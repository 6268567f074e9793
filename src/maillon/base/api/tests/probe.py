"""A small API of its own: what the kit promises, without any wing."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path, resolve
from ninja import Query, Router, Status

from maillon.base.api.application import Api
from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import Input, Line, Moment, explained
from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import Reason, Refusal


class NoteIn(Input):
    subject: Line = explained("Objet.", min_length=1)
    count: int = explained("Combien.", default=1, ge=1, le=5)
    at: Moment | None = explained("Quand.", default=None)


class CrossedError(Exception):
    """What the driver raises to the writer that the database chose to end."""

    sqlstate = "40P01"


crossings: list[str] = []
router = Router(tags=["notes"])


def note(subject: str, number: int) -> OutgoingMail:
    """Write a row that can be counted."""
    key = f"{subject}-{number}-{OutgoingMail.objects.count()}"
    return OutgoingMail.objects.create(key=key, to="a@essai.example", language="fr", subject=subject, text="")


@router.post("/notes", auth=HAT_NEEDED, response={201: dict})
def write_note(request: HttpRequest, response: HttpResponse, wanted: NoteIn) -> Any:
    for number in range(wanted.count):
        note(wanted.subject, number)
    if wanted.subject == "refuse":
        raise Refusal([Reason("full", "C’est plein.", "subject"), Reason("late", "Trop tard.")])
    if wanted.subject == "break":
        raise IntegrityError("made to fail")
    if wanted.subject == "fault":
        raise RuntimeError("made to fail")
    if wanted.subject == "cross" and not crossings:
        crossings.append(wanted.subject)
        raise OperationalError("deadlock detected") from CrossedError()
    response["Location"] = "/notes/1"
    return Status(201, {"subject": wanted.subject, "written": OutgoingMail.objects.count()})


@router.get("/notes", response=Page[str])
def list_notes(request: HttpRequest, response: HttpResponse, query: Query[PageQuery]) -> dict[str, Any]:
    return page_of(
        OutgoingMail.objects.all(),
        order=("-subject", "language", "pk"),
        page=query,
        request=request,
        response=response,
        shape=lambda mail: f"{mail.subject}:{mail.pk}",
    )


api = Api(title="Essai", version="0", description="Essai.", tags=[{"name": "notes", "description": "Notes"}])
api.add_router("", router)
urlpatterns = [path("api/probe/", api.urls)]


@dataclass(frozen=True)
class Wearer:
    person_id: int | None = 1
    membership_id: int | None = 1

    @property
    def signed_in(self) -> bool:
        return self.person_id is not None


@dataclass(frozen=True)
class Key:
    may_write: bool = True


NOBODY = Wearer(None, None)


def ask(
    method: str, address: str, *, hat: Wearer = Wearer(), key: Key | None = Key(), **sent: Any
) -> HttpResponse:
    """Call the small API as middleware would have dressed the request."""
    request: Any = RequestFactory().generic(method, f"/api/probe{address}", **sent)
    request.hat, request.api_key = hat, key
    found = resolve(request.path_info, urlconf="maillon.base.api.tests.probe")
    return found.func(request, *found.args, **found.kwargs)


def send(body: str, *, key: str = "", **sent: Any) -> HttpResponse:
    """Post a note, with an idempotency key if one is given."""
    headers = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
    return ask("POST", "/notes", data=body, content_type="application/json", **headers, **sent)
