"""Signing in and out; who am I."""

from asyncio import sleep
from datetime import timedelta

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from tahqiq.access.devices import LIFE
from tahqiq.access.door import Door
from tahqiq.access.people import IDLE_MINUTES, SESSION_HOURS, Person
from tahqiq.kit.errors import NotSignedIn, TahqiqError
from tahqiq.web.addresses import API
from tahqiq.web.deps import (
    COOKIE,
    DEVICE,
    Bench,
    TheDoor,
    address_of,
    cookie_name,
    cookie_of,
    tickets_of,
    token_of,
    workbench,
)
from tahqiq.web.download_tickets import must_be_download
from tahqiq.web.people_bodies import NewTicket, PersonBody, SessionPerson, SignedIn, SignIn, TicketBody

router = APIRouter(tags=["session"])
SLOWED_SECONDS = 1.0
"""How long the answer that somebody has to wait takes: a connection that tries again and again has no more
tries than a person, and fills neither the log nor the machine."""


def person_body(person: Person) -> PersonBody:
    """A person as the API shows one."""
    return PersonBody(
        id=person.id,
        login=person.login,
        name=person.name,
        roles=sorted(person.roles),
        locale=person.locale,
        state=person.state,
    )


def session_person(door: Door, person: Person) -> SessionPerson:
    """Somebody as the page knows who is signed in."""
    return SessionPerson(
        **person_body(person).model_dump(),
        reads_log=door.may(person.actor(), "read-audit"),
        idle_minutes=IDLE_MINUTES,
    )


@router.post("/session")
async def sign_in(body: SignIn, request: Request, response: Response, door: TheDoor) -> SignedIn:
    """Check a password; one half of the session comes as a cookie (HttpOnly, SameSite=Strict; Secure over
    HTTPS), the other one in the answer. A second cookie of the same sort makes the browser known: others who
    guess passwords do not slow it down."""
    try:
        return await run_in_threadpool(_signed_in, body, request, response, door)
    except NotSignedIn as error:
        if error.code == "sign-in-slowed":
            await sleep(SLOWED_SECONDS)
        raise


def _signed_in(body: SignIn, request: Request, response: Response, door: Door) -> SignedIn:
    host = request.headers.get("host", "")
    browser = request.cookies.get(cookie_name(host, DEVICE), "")
    try:
        person = door.people.sign_in(body.login, body.password, address_of(request), browser)
    except TahqiqError as error:
        door.audit.refused(door.people.called(body.login), "sign-in", "", error.code)
        raise
    return let_in(person, request, response, door)


def let_in(person: Person, request: Request, response: Response, door: Door) -> SignedIn:
    """Begin a session of somebody, with its cookies."""
    host = request.headers.get("host", "")
    browser = request.cookies.get(cookie_name(host, DEVICE), "")
    with door.audit.act(person.actor(), "sign-in", person.id):
        token = door.people.issue(person.id, "session", timedelta(hours=SESSION_HOURS))
        known = door.people.devices.remember(person.id, browser)
    cookie, _, proof = token.partition(".")
    for name, value, life in (
        (COOKIE, cookie, timedelta(hours=SESSION_HOURS)),
        (DEVICE, known, LIFE),
    ):
        response.set_cookie(
            cookie_name(host, name),
            value,
            max_age=int(life.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
            path="/" if name == COOKIE else f"{API}/session",
        )
    return SignedIn(**session_person(door, person).model_dump(), proof=proof)


@router.get("/session")
def who_am_i(bench: Bench) -> SessionPerson:
    """The signed-in person."""
    return session_person(bench.door, bench.person)


@router.delete("/session", status_code=204)
def sign_out(request: Request, response: Response) -> None:
    """End the session; does nothing when there is none."""
    try:
        workbench(request).signed_out(token_of(request))
    except NotSignedIn:
        return
    response.delete_cookie(cookie_name(request.headers.get("host", "")), path="/")


@router.post("/tickets", status_code=201)
def ticket(body: NewTicket, request: Request, bench: Bench) -> TicketBody:
    """Leave to fetch one download by its address alone, once, within a minute, in the same browser: a link
    cannot send the proof of the session."""
    must_be_download(request.app.routes, body.address)
    made = tickets_of(bench.door).issue(cookie_of(request), bench.person, body.address)
    return TicketBody(address=f"{body.address}{'&' if '?' in body.address else '?'}ticket={made}")
