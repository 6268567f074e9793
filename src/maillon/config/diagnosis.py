"""Is this installation healthy? One function per question, each answered by a sentence and what to do."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from maillon.base.embedded import ClusterError
from maillon.base.founding import founding_code
from maillon.base.terminal import _
from maillon.config.database import address, database_running, has_rows
from maillon.config.environment import Environment

LEAST_PYTHON = (3, 11)
LEAST_SERVER = 15
LEAST_FREE = 500 * 1024 * 1024  # bytes: under this, a database may stop in the middle of a day
LARGEST_DRIFT = 30.0  # seconds between this machine's clock and the database's
ASSETS = ("maillon.css", "maillon.js", "icons.svg")


@dataclass(frozen=True)
class Finding:
    """The answer to one question: whether it is well, the sentence that says so, and what to do if not."""

    well: bool
    sentence: str
    advice: str = ""


def examine(env: Environment) -> Iterator[Finding]:
    """Every answer, in the order in which a person would look for a fault.

    The embedded database is started for the time of the examination if it was not running.
    """
    yield from map(_guarded, (python, lambda: data_directory(env), lambda: disk(env), assets, catalogue))
    try:
        with database_running():
            found = _guarded(lambda: database(address()))
            yield found
            if found.well:
                yield from map(_guarded, (lambda: clock(address()), migrations, lambda: first_hour(env)))
    except ClusterError as error:
        yield Finding(well=False, sentence=_("La base de données ne démarre pas."), advice=str(error))
    yield from map(_guarded, (lambda: media(env), lambda: mail(env)))


def python() -> Finding:
    """The version of Python."""
    return Finding(
        sys.version_info >= LEAST_PYTHON,
        _("Python {version}.").format(version=".".join(map(str, sys.version_info[:3]))),
        _("Maillon demande Python 3.11 ou plus récent."),
    )


def data_directory(env: Environment) -> Finding:
    """The place of the data: it exists and can be written."""
    directory = env.resolved_data_dir()
    return Finding(
        os.access(directory, os.W_OK | os.X_OK),
        _("Les données sont dans {directory}.").format(directory=directory),
        _("Ce compte ne peut pas y écrire : changez le propriétaire du dossier, ou MAILLON_DATA_DIR."),
    )


def disk(env: Environment) -> Finding:
    """The room left on the disk of the data."""
    free = shutil.disk_usage(env.resolved_data_dir()).free
    return Finding(
        free >= LEAST_FREE,
        _("Il reste {free} Go sur le disque.").format(free=f"{free / 1e9:.1f}".replace(".", ",")),
        _("C’est trop peu : la base de données s’arrête quand le disque est plein. Libérez de la place."),
    )


def assets() -> Finding:
    """The style sheet and the scripts that pages load."""
    directory = Path(str(files("maillon"))) / "shell" / "static" / "maillon"
    missing = [
        name for name in ASSETS if not (directory / name).is_file() or not (directory / name).stat().st_size
    ]
    if missing:
        return Finding(
            well=False,
            sentence=_("L’apparence des pages n’est pas construite ({names}).").format(
                names=", ".join(missing)
            ),
            advice=_("Depuis une copie du code source : make build"),
        )
    return Finding(well=True, sentence=_("L’apparence des pages est construite."))


def catalogue() -> Finding:
    """The English sentences, compiled from their catalogue and not older than it."""
    directory = Path(str(files("maillon"))) / "locale" / "en" / "LC_MESSAGES"
    compiled, source = directory / "django.mo", directory / "django.po"
    stale = compiled.is_file() and source.is_file() and source.stat().st_mtime > compiled.stat().st_mtime
    return Finding(
        compiled.is_file() and not stale,
        _("Les phrases anglaises sont compilées.")
        if compiled.is_file() and not stale
        else _("Les phrases anglaises ne sont pas compilées, ou ne sont plus à jour."),
        _("Depuis une copie du code source : make build"),
    )


def database(where: str) -> Finding:
    """The database answers, in a version that Maillon knows."""
    try:
        with psycopg.connect(where, connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        return Finding(
            well=False,
            sentence=_("La base de données ne répond pas : {reason}").format(reason=str(error).strip()),
            advice=_("Vérifiez MAILLON_DATABASE_URL, et que ce serveur accepte cette machine."),
        )
    return Finding(
        version // 10000 >= LEAST_SERVER,
        _("La base de données répond : PostgreSQL {version}.").format(
            version=f"{version // 10000}.{version % 100}"
        ),
        _("Maillon demande PostgreSQL 15 ou plus récent."),
    )


def clock(where: str) -> Finding:
    """This machine's clock: it and the database's tell the same time, and not one before Maillon was written."""
    with psycopg.connect(where, connect_timeout=10) as connection:
        before = dt.datetime.now(dt.UTC)
        row = connection.execute("SELECT clock_timestamp()").fetchone()
        after = dt.datetime.now(dt.UTC)
    assert row is not None  # noqa: S101  (a SELECT without FROM has one row)
    drift = max((before - row[0]).total_seconds(), (row[0] - after).total_seconds(), 0.0)
    written = dt.datetime.fromtimestamp(Path(str(files("maillon"))).stat().st_mtime, dt.UTC)
    if drift > LARGEST_DRIFT:
        sentence = _("L’horloge de cette machine et celle de la base diffèrent de {seconds} s.").format(
            seconds=round(drift)
        )
    else:
        sentence = _("L’horloge donne {time}.").format(time=f"{after.astimezone():%Y-%m-%d %H:%M:%S}")
    return Finding(
        drift <= LARGEST_DRIFT and after > written - dt.timedelta(days=1),
        sentence,
        _("Réglez l’heure, de préférence par le réseau (NTP) : les réservations en dépendent."),
    )


def migrations() -> Finding:
    """The tables are those of this version."""
    from maillon.config.commands.django_ready import set_up_django

    set_up_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    connection.close()
    if waiting:
        return Finding(
            well=False,
            sentence=_("Les tables ne sont pas à jour : {count} étapes restent à faire.").format(
                count=waiting
            ),
            advice=_("maillon manage migrate (« maillon serve » le fait aussi au démarrage)"),
        )
    return Finding(well=True, sentence=_("Les tables sont à jour."))


def first_hour(env: Environment) -> Finding:
    """Whether someone has begun; else the code by which the first person proves that they read this console."""
    if has_rows("organisations_organisation"):
        return Finding(well=True, sentence=_("Le réseau a commencé."))
    code = founding_code(env.resolved_secret_key())
    return Finding(
        well=True, sentence=_("L’installation est vide. Code de la première heure : {code}").format(code=code)
    )


def media(env: Environment) -> Finding:
    """Uploaded files can be written."""
    directory = env.resolved_data_dir() / "media"
    try:
        directory.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        return Finding(
            well=False,
            sentence=_("Les photos ne peuvent pas être écrites dans {directory} : {reason}.").format(
                directory=directory, reason=error.strerror
            ),
            advice=_("Donnez ce dossier au compte qui fait tourner Maillon."),
        )
    return Finding(well=True, sentence=_("Les photos peuvent être écrites."))


def mail(env: Environment) -> Finding:
    """The mail server, if one is named, answers."""
    if not env.email_url:
        return Finding(
            well=True,
            sentence=_(
                "Les courriels sont gardés dans Maillon et ne sont pas envoyés (MAILLON_EMAIL_URL est vide)."
            ),
        )
    parts = urlsplit(env.email_url)
    host, port = parts.hostname or "localhost", parts.port or 25
    try:
        socket.create_connection((host, port), timeout=10).close()
    except OSError as error:
        return Finding(
            well=False,
            sentence=_("Le serveur de courriel {host}:{port} ne répond pas : {reason}.").format(
                host=host, port=port, reason=error.strerror or error
            ),
            advice=_("Vérifiez MAILLON_EMAIL_URL, de la forme smtp+tls://compte:motdepasse@serveur:587"),
        )
    return Finding(well=True, sentence=_("Le serveur de courriel {host} répond.").format(host=host))


def _guarded(question: Callable[[], Finding]) -> Finding:
    """Ask one question; what it could not even ask is a fault too, told and not hiding the others."""
    try:
        return question()
    except Exception as error:  # a diagnosis goes on to its last question
        return Finding(
            well=False,
            sentence=_("Une vérification n’a pas pu se faire : {reason}").format(reason=error),
            advice=type(error).__name__,
        )
