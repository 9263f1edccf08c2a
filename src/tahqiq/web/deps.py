"""What routes ask for: the open workspace and the person who calls."""

from typing import Annotated

from fastapi import Depends, Request

from tahqiq.access.door import Door
from tahqiq.kit.errors import NotSignedIn
from tahqiq.web.errors import language
from tahqiq.workbench import Workbench

COOKIE = "tahqiq_session"


def door_of(request: Request) -> Door:
    """The workspace this server serves."""
    door = request.app.state.door
    if not isinstance(door, Door):
        raise TypeError("the application has no workspace")
    return door


def token_of(request: Request) -> str:
    """The caller's session (cookie) or token (``Authorization: Bearer``); raises ``NotSignedIn``."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    if not token:
        raise NotSignedIn("not-signed-in")
    return token


def workbench(request: Request) -> Workbench:
    """The caller's workbench; raises ``NotSignedIn``."""
    door = door_of(request)
    bench = Workbench(door, door.people.signed_in(token_of(request)))
    request.state.bench = bench
    return bench


Bench = Annotated[Workbench, Depends(workbench)]
Language = Annotated[str, Depends(language)]
TheDoor = Annotated[Door, Depends(door_of)]
