"""What routes ask for: the open workspace and the person who calls."""

import re
from collections.abc import AsyncIterator
from ipaddress import ip_address, ip_network
from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from tahqiq.access.door import Door
from tahqiq.access.tickets import Tickets
from tahqiq.kit.errors import NotSignedIn
from tahqiq.kit.messages import speaking
from tahqiq.web.errors import language
from tahqiq.workbench import Workbench

COOKIE = "tahqiq_session"
"""The cookie of a session: one half of its token, which the browser sends to every port of this host.
:func:`cookie_name` adds the port."""
DEVICE = "tahqiq_browser"
"""The cookie by which a browser is known that signed in before; it opens nothing."""
PROOF = "X-Tahqiq-Proof"
"""The header of the other half, which the page keeps in the storage of its own origin."""


def door_of(request: Request) -> Door:
    """The workspace this server serves."""
    door = request.app.state.door
    if not isinstance(door, Door):
        raise TypeError("the application has no workspace")
    return door


async def answered_in(request: Request) -> AsyncIterator[str]:
    """The language of the caller. Whatever is worked out for the answer is said in it, also names of records
    that have one in each language (:func:`tahqiq.kit.messages.wanted`)."""
    locale = language(request)
    with speaking(locale):
        yield locale


def cookie_name(host: str, name: str = COOKIE) -> str:
    """What a cookie is called at a server that is called ``host`` (``Host`` header): servers on several
    ports of one host do not overwrite each other's.

    >>> cookie_name("127.0.0.1:8600"), cookie_name("tahqiq.example"), cookie_name("[::1]:8601")
    ('tahqiq_session_8600', 'tahqiq_session', 'tahqiq_session_8601')
    """
    port = re.search(r":(\d{1,5})$", host)
    return f"{name}_{port[1]}" if port else name


def cookie_of(request: Request) -> str:
    """The caller's half of the session that the browser sends; empty where there is none."""
    return request.cookies.get(cookie_name(request.headers.get("host", "")), "")


def address_of(request: Request) -> str:
    """The network address that a request comes from: what a proxy on this machine says (uvicorn believes no
    other), else the connection's. An IPv6 address counts by its network of 64 bits, which one household has
    to itself."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else host


def token_of(request: Request) -> str:
    """The caller's session (cookie and proof) or token (``Authorization: Bearer``); raises
    ``NotSignedIn``."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer.strip():
        return bearer.strip()
    cookie, proof = cookie_of(request), request.headers.get(PROOF, "")
    if not cookie or not proof:
        raise NotSignedIn("not-signed-in")
    return f"{cookie}.{proof}"


def bench_of(door: Door, token: str) -> Workbench:
    """The workbench of whoever has a session or token. Raises ``NotSignedIn``."""
    return Workbench(door, door.people.signed_in(token))


def tickets_of(door: Door) -> Tickets:
    """The tickets of the workspace."""
    return Tickets(door.workspace.database, door.people)


def workbench(request: Request) -> Workbench:
    """The caller's workbench: of a session, a token, or a ticket for this very address (the last parameter of
    its query). Raises ``NotSignedIn``."""
    door = door_of(request)
    before, named, ticket = request.scope["query_string"].decode("latin-1").rpartition("ticket=")
    if named and request.method == "GET" and (not before or before.endswith("&")):
        address = request.scope["path"] + (f"?{before[:-1]}" if before else "")
        person = tickets_of(door).redeem(cookie_of(request), ticket, address)
    else:
        person = door.people.signed_in(token_of(request))
    bench = Workbench(door, person)
    request.state.bench = bench
    return bench


Bench = Annotated[Workbench, Depends(workbench)]
Language = Annotated[str, Depends(answered_in)]
PaperLanguage = Annotated[
    Literal["", "en", "ar", "ckb", "kmr-Arab"],
    Query(description="The language of the paper; empty: that of the answer."),
]
TheDoor = Annotated[Door, Depends(door_of)]
