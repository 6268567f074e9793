"""A change is told when someone watches, and only then; a page misses nothing, even when it has just opened."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from maillon.base.live.stream import Switchboard
from maillon.base.live.topics import CHANNEL

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20.0  # seconds before a test gives up


def address() -> str:
    parts = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return make_conninfo(**{key: parts[name] for key, name in names.items() if parts.get(name)})


@contextmanager
def session(*statements: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(address(), autocommit=True) as connected:
        for statement in statements:
            connected.execute(statement)
        yield connected


def test_only_what_is_watched_is_notified() -> None:
    watching = "SELECT pg_advisory_lock_shared(5301, live_bucket('block:1'))"
    with session(f"LISTEN {CHANNEL}") as listener, session(watching, watching), session() as writer:
        told = [
            writer.execute("SELECT live_tell(%s)", [topic]).fetchone()
            for topic in ("block:1", "block:2", "block:3", "block:1")
        ]
        heard = [notice.payload for notice in listener.notifies(timeout=PATIENCE, stop_after=2)]
    assert told == [(True,), (False,), (False,), (True,)]
    assert heard == ["block:1", "block:1"]


def test_who_begins_to_watch_waits_for_the_writers_that_told_nobody() -> None:
    with session("BEGIN") as writer, session("SET lock_timeout = '1ms'") as watcher:
        assert writer.execute("SELECT live_tell('block:1')").fetchone() == (False,)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            watcher.execute("SELECT pg_advisory_lock_shared(5301, live_bucket('block:1'))")
        writer.execute("COMMIT")
        watcher.execute("SELECT pg_advisory_lock_shared(5301, live_bucket('block:1'))")


def test_two_writers_of_one_topic_never_wait_for_each_other() -> None:
    with session("BEGIN") as first, session("BEGIN", "SET lock_timeout = '1ms'") as second:
        assert first.execute("SELECT live_tell('block:1')").fetchone() == (False,)
        assert second.execute("SELECT live_tell('block:1')").fetchone() == (True,)


def with_switchboard(scenario: Callable[[Switchboard], Awaitable[None]]) -> None:
    async def play() -> None:
        board = Switchboard(address())
        running = asyncio.create_task(board.run())
        try:
            await asyncio.wait_for(scenario(board), PATIENCE)
        finally:
            running.cancel()

    asyncio.run(play())


def test_a_page_is_told_once_when_it_opens_and_then_at_each_change() -> None:
    async def scenario(board: Switchboard) -> None:
        async with board.listening_to(frozenset({"block:7"})) as queue:
            assert await queue.get() == "block:7"  # watched by now: what changed before is asked for
            await asyncio.to_thread(_commit_tell, "block:8")
            await asyncio.to_thread(_commit_tell, "block:7")
            assert await queue.get() == "block:7"
            assert queue.empty()

    with_switchboard(scenario)


def test_a_second_page_on_another_topic_is_watched_too() -> None:
    async def scenario(board: Switchboard) -> None:
        async with board.listening_to(frozenset({"block:1"})) as first:
            await first.get()
            async with board.listening_to(frozenset({"block:2"})) as second:
                await second.get()
                await asyncio.to_thread(_commit_tell, "block:2")
                assert await second.get() == "block:2"
                await asyncio.to_thread(_commit_tell, "block:1")
                assert await first.get() == "block:1"

    with_switchboard(scenario)


def _commit_tell(topic: str) -> None:
    with psycopg.connect(address(), autocommit=True) as writer:
        writer.execute("SELECT live_tell(%s)", [topic])
