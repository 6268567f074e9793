"""A request sent twice is done once (``Idempotency-Key``, IETF draft-ietf-httpapi-idempotency-key-header-07).

The key is claimed, the work done and its answer kept in one transaction: either all three are there or none
is, whatever dies meanwhile. A second request with the same key waits at the claim for the first to end, then gets
the first one's answer; if the first failed, it does the work itself.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from maillon.base.api.auth import called
from maillon.base.api.models import KeptAnswer
from maillon.base.refusals import Invalid, Refusal
from maillon.base.retries import retried

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST = 120
KEPT_FOR = dt.timedelta(hours=48)
WAIT_SECONDS = 10
LOCK_NOT_AVAILABLE = "55P03"
KEPT_HEADERS = ("Content-Type", "Location", "Link")

Run = Callable[..., HttpResponse]


class KeyReused(Invalid):
    """The same key came with something else."""

    code = "idempotency_key_reused"


class KeyInUse(Refusal):
    """The first request with this key is still being done."""

    status = 409
    code = "idempotency_key_in_use"


def once(run: Run) -> Run:
    """Do a POST that carries a key once; give the kept answer to those that follow."""

    @wraps(run)
    def run_once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "").strip().strip('"')
        if request.method != "POST" or HEADER not in request.headers or not called(request).hat.signed_in:
            return run(request, *args, **kwargs)
        if not key.isascii() or not key.isprintable() or not 0 < len(key) <= LONGEST:
            raise Invalid(_("Une clé d’idempotence compte de 1 à 120 caractères ASCII."), field=HEADER)
        digest = _digest(request)
        return _answer_once(request, key, digest, lambda: run(request, *args, **kwargs))

    return run_once


@retried
@transaction.atomic
def _answer_once(
    request: HttpRequest, key: str, digest: str, work: Callable[[], HttpResponse]
) -> HttpResponse:
    actor = _actor(request)
    if not _claim(actor, key, digest):
        return _kept(actor, key, digest)
    with transaction.atomic():
        response = work()
        if (
            response.status_code >= 400
        ):  # what was half done before the refusal is undone, the refusal is kept
            transaction.set_rollback(True)
    if response.status_code >= 500:
        transaction.set_rollback(True)
    else:
        _keep(actor, key, response)
    return response


def _actor(request: HttpRequest) -> str:
    hat = called(request).hat
    return f"membership:{hat.membership_id}" if hat.membership_id else f"person:{hat.person_id}"


def _claim(actor: str, key: str, digest: str) -> bool:
    """Write the key down as ours; False when it was already. Waits for one who is writing the same key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        try:
            cursor.execute(
                "INSERT INTO api_keptanswer (actor, key, digest, body, headers, created_at)"
                " VALUES (%s, %s, %s, '', '{}', clock_timestamp()) ON CONFLICT (actor, key) DO NOTHING",
                [actor, key, digest],
            )
            claimed = cursor.rowcount == 1
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            message = _("La première demande qui porte cette clé n’est pas finie. Réessayez dans un instant.")
            raise KeyInUse(message, field=HEADER) from error
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    return claimed


def _kept(actor: str, key: str, digest: str) -> HttpResponse:
    kept = KeptAnswer.objects.get(actor=actor, key=key)
    if kept.digest != digest:
        raise KeyReused(
            _("Cette clé a déjà servi pour une autre demande : prenez-en une neuve."), field=HEADER
        )
    response = HttpResponse(kept.body, status=kept.status, headers=kept.headers)
    response[REPLAYED] = "true"
    return response


def _keep(actor: str, key: str, response: HttpResponse) -> None:
    KeptAnswer.objects.filter(actor=actor, key=key).update(
        status=response.status_code,
        body=response.content.decode(),
        headers={name: response[name] for name in KEPT_HEADERS if response.has_header(name)},
    )


def _digest(request: HttpRequest) -> str:
    """Return the print of what is asked: address, and what was sent as it reads, not as it was packed."""
    told = hashlib.sha256(request.get_full_path().encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            told.update(json.dumps([name, values]).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                told.update(json.dumps([name, file.name, _digest_of_file(file)]).encode())
        return told.hexdigest()
    try:
        told.update(json.dumps(json.loads(request.body), sort_keys=True).encode())
    except (ValueError, RecursionError):
        told.update(request.body)
    return told.hexdigest()


def _digest_of_file(file: Any) -> str:
    read = hashlib.sha256()
    for chunk in file.chunks():
        read.update(chunk)
    file.seek(0)
    return read.hexdigest()


@transaction.atomic
def forget_old_answers(*, now: dt.datetime) -> int:
    """Delete the answers kept longer than 48 hours; return how many."""
    return KeptAnswer.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]
