"""The first start of a server: before anybody can sign in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from tahqiq.access.first_start import FirstStart
from tahqiq.web.deps import TheDoor
from tahqiq.web.people_bodies import FirstAccount, FirstStartBody, PersonBody
from tahqiq.web.routes.session import person_body

router = APIRouter(tags=["session"])


def first_start_of(request: Request) -> FirstStart:
    """The first start of this server."""
    found = request.app.state.first_start
    if not isinstance(found, FirstStart):
        raise TypeError("the application has no first start")
    return found


First = Annotated[FirstStart, Depends(first_start_of)]


@router.get("/first-start")
def first_start(first: First, door: TheDoor) -> FirstStartBody:
    """Whether an account must be made before anybody can sign in, and whether this is an exercise; says
    nothing of who is there."""
    return FirstStartBody(kind=first.kind(), exercise=door.workspace.exercise)


@router.post("/first-start", status_code=201)
def make_first_account(body: FirstAccount, first: First) -> PersonBody:
    """Make the first account with the code from the server's terminal; then sign in with it."""
    return person_body(first.make(body.code, body.login, body.name, body.password, body.locale))
