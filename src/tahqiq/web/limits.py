"""How much of a request is read before anybody knows who sends it: little. What a person sends in files is
limited by the room on the disk, and by the operator."""

import asyncio
from contextlib import suppress

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tahqiq.kit.errors import NotSignedIn, Refused
from tahqiq.web.addresses import API
from tahqiq.web.deps import bench_of, door_of, token_of
from tahqiq.web.errors import error_body, language

STRANGER = 64 << 10
"""Bytes that are read of somebody who has not signed in: enough for a name and a password."""
PERSON = 64 << 20
"""Bytes that are read of a person's request without files: a document of a case in its longest spelling."""


DRAINED, DRAIN_SECONDS = 64 << 20, 3.0
"""How much of a request that is refused by its announced size is read and thrown away, and for how long, so
that the answer arrives."""
FILES = (f"{API}/sources", f"{API}/deposits")
"""The addresses that take files."""


class TooLarge(Exception):
    """A request that says nothing of its size turned out too large."""


class BodyLimit:
    """Refuses a request by its announced size before anything of it is read, and stops reading one that
    announces none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        told = request.headers.get("content-length", "")
        announced = int(told) if told.isascii() and told.isdigit() else None
        most = STRANGER
        if announced is None or announced > STRANGER:
            most = await run_in_threadpool(_allowed, request)
        if announced is not None and announced > most:
            await self._refuse(request, most, announced, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooLarge
            return message

        async def answered(message: Message) -> None:
            if read <= most:  # what the program makes of the broken-off request is not the answer
                await send(message)

        with suppress(TooLarge):
            await self._app(scope, counted, answered)
        if read > most:
            await self._refused(request, most)(scope, receive, send)

    async def _refuse(
        self, request: Request, most: int, announced: int, receive: Receive, send: Send
    ) -> None:
        """Answer, and let a person's program send on for a moment: a connection that is closed while a proxy
        still writes loses the answer (nginx says 502)."""
        answer = self._refused(request, most)
        if most == STRANGER or announced > DRAINED:
            await answer(request.scope, receive, send)
            return
        await send(
            {"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers}
        )
        await send({"type": "http.response.body", "body": answer.body, "more_body": True})
        left = DRAINED
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                while left > 0:
                    message = await receive()
                    left -= len(message.get("body", b""))
                    if not message.get("more_body"):
                        break
        await send({"type": "http.response.body", "body": b""})

    @staticmethod
    def _refused(request: Request, most: int) -> JSONResponse:
        files = request.url.path in FILES and most != PERSON
        fault = (
            NotSignedIn("not-signed-in")
            if most == STRANGER
            else Refused(f"{'upload' if files else 'request'}-too-large", megabytes=most >> 20)
        )
        return JSONResponse(error_body(fault, language(request)), 401 if most == STRANGER else 413)


def _allowed(request: Request) -> int:
    """How many bytes are read of a request: of files from somebody who may deposit in one of their cases at
    least as many as there is room for, and as the operator lets in at once."""
    try:
        bench = bench_of(door_of(request), token_of(request))
    except NotSignedIn:
        return STRANGER
    files = request.url.path in FILES and request.headers.get("content-type", "").startswith(
        "multipart/form-data"
    )
    room = bench.room() if files else None
    if room is None:
        return PERSON
    room = max(STRANGER + 1, room)
    largest: int = request.app.state.largest
    return min(room, largest) if largest else room
