"""Signing in and out; who am I."""

from fastapi import APIRouter, Request, Response

from tahqiq.access.people import SESSION_HOURS, Person
from tahqiq.kit.errors import NotSignedIn, TahqiqError
from tahqiq.web.deps import COOKIE, Bench, TheDoor, token_of, workbench
from tahqiq.web.people_bodies import PersonBody, SignIn

router = APIRouter(tags=["session"])


def person_body(person: Person) -> PersonBody:
    """A person as the API shows one."""
    return PersonBody(
        id=person.id, login=person.login, name=person.name, roles=sorted(person.roles), locale=person.locale, state=person.state
    )  # fmt: skip


@router.post("/session")
def sign_in(body: SignIn, request: Request, response: Response, door: TheDoor) -> PersonBody:
    """Check a password and set the session cookie (HttpOnly, SameSite=Strict; Secure over HTTPS)."""
    try:
        person, token = door.people.sign_in(body.login, body.password)
    except TahqiqError as error:
        door.audit.refused(door.people.called(body.login), "sign-in", "", error.code)
        raise
    with door.audit.act(person.actor(), "sign-in", person.id):
        response.set_cookie(
            COOKIE, token, max_age=SESSION_HOURS * 3600, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
        )
    return person_body(person)


@router.get("/session")
def who_am_i(bench: Bench) -> PersonBody:
    """The signed-in person."""
    return person_body(bench.person)


@router.delete("/session", status_code=204)
def sign_out(request: Request, response: Response) -> None:
    """End the session; does nothing when there is none."""
    try:
        workbench(request).signed_out(token_of(request))
    except NotSignedIn:
        return
    response.delete_cookie(COOKIE, path="/")
