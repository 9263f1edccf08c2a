"""In the workspace of an exercise: papers say so while a request is answered, and every file that leaves
carries the mark."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tahqiq.kit.exercise_mark import marked, within
from tahqiq.web.addresses import API


class MarkedFiles:
    """Answers as the application does, within the exercise ``workspace`` (its id); files are marked whole, so
    parts of them are not given."""

    def __init__(self, app: ASGIApp, workspace: str) -> None:
        self._app, self._workspace = app, workspace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        whole = [(name, value) for name, value in scope["headers"] if name not in (b"range", b"if-range")]
        with within(self._workspace):
            await self._app({**scope, "headers": whole}, receive, _Answer(send, scope["path"]).take)


class _Answer:
    """Holds a file back until all of it is there."""

    def __init__(self, send: Send, path: str) -> None:
        self._send, self._path = send, path
        self._start: Message | None = None
        self._body = b""

    async def take(self, message: Message) -> None:
        """A message of the application."""
        if message["type"] == "http.response.start" and self._is_file(Headers(raw=message["headers"])):
            self._start = message
            return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = marked(self._body) if self._start["status"] == 200 else self._body
        if self._start["status"] not in (204, 304):
            MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    def _is_file(self, headers: Headers) -> bool:
        """Whether an answer of the API is a file, and not words for the page."""
        kind = headers.get("content-type", "application/json").partition(";")[0]
        return self._path.startswith(f"{API}/") and (
            "content-disposition" in headers or kind not in ("application/json", "text/event-stream")
        )
