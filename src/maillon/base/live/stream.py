"""The stream itself: one connection listens to PostgreSQL, every open page hears what concerns it.

Server-sent events (WHATWG HTML, § 9.2), over a small ASGI program of its own.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import psycopg
from django.core.signing import BadSignature

from maillon.base.live.topics import CHANNEL, read_topics

log = logging.getLogger(__name__)
Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

HEARTBEAT = 20.0  # seconds; proxies close streams that stay silent for 30 or 60
RETRY = 2.0  # seconds between two attempts to reach the database
TURN = 1.0  # seconds between two looks at which pages are open
PATIENCE = "5s"  # for a writer at work on a topic just opened; then everything begins again
WATCHING = "SELECT pg_advisory_lock_shared(5301, live_bucket(topic)) FROM unnest(%s::text[]) AS open (topic)"
LEAVING = (
    "SELECT pg_advisory_unlock_shared(5301, live_bucket(topic)) FROM unnest(%s::text[]) AS left_ (topic)"
)
BACKLOG = 100  # changes waiting for one slow page; beyond, it is told once to ask again for everything


class Switchboard:
    """Carries each change to the pages that show its topic."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._pages: set[tuple[frozenset[str], asyncio.Queue[str]]] = set()

    @asynccontextmanager
    async def listening_to(self, topics: frozenset[str]) -> AsyncIterator[asyncio.Queue[str]]:
        """Give the queue of the changes of these topics, as long as the page stays."""
        entry = (topics, asyncio.Queue[str](BACKLOG))
        self._pages.add(entry)
        try:
            yield entry[1]
        finally:
            self._pages.discard(entry)

    def tell(self, topic: str) -> None:
        """Put the change in the queue of each page concerned; a full queue already says « ask again »."""
        for topics, queue in self._pages:
            if topic in topics and not queue.full():
                queue.put_nowait(topic)

    async def run(self) -> None:
        """Listen for ever; when the database goes away, come back, and have every page ask again."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._conninfo, autocommit=True
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}; SET lock_timeout = '{PATIENCE}'")
                    await self._listen(connection)
            except psycopg.OperationalError as error:
                log.warning("live: the database is away (%s); trying again", type(error).__name__)
            await asyncio.sleep(RETRY)

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        """Turn by turn: say what is watched, hear what changed.

        A page just opened, or whose stream was cut, is told to ask again once its topics are watched: what
        changed meanwhile, without a word, is then seen.
        """
        watched: frozenset[str] = frozenset()
        while True:
            topics = frozenset().union(*(topics for topics, _queue in self._pages))
            await connection.execute(WATCHING, [sorted(topics - watched)])
            await connection.execute(LEAVING, [sorted(watched - topics)])
            for topic in topics - watched:
                self.tell(topic)
            watched = topics
            async for notice in connection.notifies(timeout=TURN):
                self.tell(notice.payload)


class LiveApplication:
    """``GET /flux?sujets=…`` answers with a stream; anything else with 404."""

    def __init__(self, conninfo: str, allowed_origin: str) -> None:
        self._switchboard = Switchboard(conninfo)
        self._origin = allowed_origin.encode()
        self._listener: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._listener = asyncio.create_task(self._switchboard.run())
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                if self._listener:
                    self._listener.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        signed = parse_qs(scope["query_string"].decode("ascii", "replace")).get("sujets", [""])[0]
        try:
            topics = read_topics(signed) if scope["path"] == "/flux" else None
        except BadSignature:
            topics = None
        if topics is None:
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"access-control-allow-origin", self._origin),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await self._stream(topics, receive, send)

    async def _stream(self, topics: frozenset[str], receive: Receive, send: Send) -> None:
        gone = asyncio.create_task(_until_gone(receive))
        async with self._switchboard.listening_to(topics) as queue:
            await _write(send, b"retry: 3000\n\n")
            while not gone.done():
                change = asyncio.create_task(queue.get())
                await asyncio.wait({change, gone}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
                if gone.done() or not change.done():
                    change.cancel()
                    if not gone.done():
                        await _write(send, b": en ligne\n\n")
                    continue
                await _write(send, f"event: changed\ndata: {change.result()}\n\n".encode())


async def _write(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
