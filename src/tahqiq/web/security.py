"""What every response and every request must satisfy: headers and same-origin writes."""

import re
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tahqiq.kit.errors import Refused, WrongUse
from tahqiq.web.errors import error_body, language

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: "
    "blob:; font-src 'self'; media-src blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Styles may be inline because the component library sets positions so; scripts never."""
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Next = Callable[[Request], Awaitable[Response]]


async def guard(request: Request, call_next: Next) -> Response:
    """Refuse writes that another site's page sends (Sec-Fetch-Site, else Origin) and requests that tell their
    length in two ways (RFC 9112, 6.1: what a proxy takes for one of them may be two), and put the security
    headers on every answer."""
    if not called_rightly(request):
        response: Response = JSONResponse(
            error_body(
                WrongUse("host-unknown", host=request.headers.get("host", "")[:80]), language(request)
            ),
            400,
        )
    elif "transfer-encoding" in request.headers and "content-length" in request.headers:
        response = JSONResponse(
            error_body(WrongUse("request-invalid", detail="Content-Length"), language(request)),
            400,
            {"Connection": "close"},
        )
    elif request.method not in SAFE and not same_origin(request):
        response = JSONResponse(error_body(Refused("cross-site"), "en"), 403)
    elif "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        response = JSONResponse(error_body(WrongUse("request-invalid", detail="NUL"), language(request)), 400)
    else:
        response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.url.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def called_rightly(request: Request) -> bool:
    """Whether the server was called by a name of its own: an address in digits, localhost, or one that
    ``serve --name`` gave. A foreign name that somebody points at this machine (DNS rebinding) would make
    their page and this server one origin."""
    host = request.headers.get("host", "")
    name = urlsplit(f"//{host}").hostname if _HOST.fullmatch(host) else None
    if name is None:
        return False
    try:
        ip_address(name)
    except ValueError:
        return name == "localhost" or name in request.app.state.names
    return True


def same_origin(request: Request) -> bool:
    """Whether a write comes from our own page or from a program that is no browser (which carries a token,
    never a cookie)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is not None:
        return origin.split("://", 1)[-1] == request.headers.get("host", "")
    return "cookie" not in request.headers
