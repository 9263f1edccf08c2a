"""Addresses of the API: what they begin with, and those before they had a version, which answer for one
release and say so."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API = "/api/v1"
"""What every address of the API begins with."""
DEPRECATED = "@1796083200"
"""Since when the addresses without a version are deprecated (RFC 9745): 1 December 2026."""
_ONE = "([^/]+)"
_RENAMED = [
    (re.compile(f"{old}\\Z"), new)
    for old, new in (
        ("/arrived", "/search/new"),
        (f"/cases/{_ONE}/about/{_ONE}", r"/cases/\1/entities/\2/remarks"),
        ("/conversation", "/conversations"),
        ("/chart/leave", "/chart/permission"),
        (f"/desks/{_ONE}/asked/{_ONE}", r"/desks/\1/operations/\2"),
        (f"/entities/{_ONE}/possible", r"/entities/\1/possible-matches"),
        (f"/entities/{_ONE}/retracted", r"/entities/\1/retractions"),
        ("/review/alike", "/review/strong-identifiers"),
        ("/review/alike/preview", "/review/strong-identifiers/preview"),
        ("/judgements/alike", "/judgements/strong-identifiers"),
        ("/review/together", "/review/cluster"),
        ("/search/set-aside", "/search/unused-columns"),
        (f"/sources/{_ONE}/set-aside", r"/sources/\1/unused-fields"),
        (f"/sources/{_ONE}/held", r"/sources/\1/held-rows"),
        (f"/sources/{_ONE}/derived", r"/sources/\1/declare-copy"),
        (f"/sources/{_ONE}/independent", r"/sources/\1/declare-independent"),
    )
]
_CURSORS = [
    (re.compile(f"{path}\\Z"), name.encode())
    for path, name in (
        ("/audit/entries", "below"),
        (f"/cases/{_ONE}/activity", "before"),
        (f"/cases/{_ONE}/decisions", "offset"),
        ("/conversations", "offset"),
        (f"/desks/{_ONE}/inbox", "after"),
        (f"/desks/{_ONE}/papers", "after"),
        (f"/desks/{_ONE}/registers/{_ONE}/rows", "after"),
        (f"/entities/{_ONE}/conversations", "offset"),
        ("/review/strong-identifiers", "after"),
        ("/review/cards", "after"),
        ("/review/decisions", "skip"),
        ("/search", "offset"),
        (f"/sources/{_ONE}/problems", "offset"),
    )
]
"""Lists, and what their ``cursor`` was called."""


def present(path: str) -> str:
    """The address of today for one without a version; any other comes back as it is.

    >>> present("/api/desks/cargo/asked/seize"), present("/api/v1/cases"), present("/charts")
    ('/api/v1/desks/cargo/operations/seize', '/api/v1/cases', '/charts')
    """
    if not path.startswith("/api/") or path == API or path.startswith(f"{API}/"):
        return path
    rest = path.removeprefix("/api")
    for old, new in _RENAMED:
        if old.match(rest):
            return API + old.sub(new, rest)
    return API + rest


def _query(path: str, query: bytes) -> bytes:
    for pattern, name in _CURSORS:
        if pattern.match(path.removeprefix(API)):
            return re.sub(rb"(^|&)" + name + rb"=", rb"\1cursor=", query)
    return query


class EarlierAddresses:
    """Leads a request to the address of today, before anything else looks at it, and marks the answer with
    the address to use (``Deprecation``, ``Link``)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        path = present(scope["path"]) if scope["type"] == "http" else ""
        if not path or path == scope["path"]:
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Deprecation"] = DEPRECATED
                if path.isascii() and path.isprintable() and not set('<>"') & set(path):
                    headers.append("Link", f'<{path}>; rel="successor-version"')
            await send(message)

        query = _query(path, scope["query_string"])
        await self._app(
            {**scope, "path": path, "raw_path": path.encode(), "query_string": query}, receive, marked
        )
