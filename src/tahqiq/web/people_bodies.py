"""The shapes of what is said of people, cases and compartments."""

from typing import Literal

from pydantic import BaseModel, Field

from tahqiq.web.bodies import Line


class SignIn(BaseModel):
    """A sign-in name and a password."""

    login: Line = Field(max_length=200)
    password: str = Field(max_length=1000)


class HealthBody(BaseModel):
    """That the server works; what is wrong is answered as an error."""

    status: Literal["ok"]


class PersonBody(BaseModel):
    """Somebody who may sign in."""

    id: str
    login: str
    name: str
    roles: list[str]
    locale: str
    state: str = "active"
    unled: int = Field(
        default=0,
        description="In the list of accounts: cases, desks and compartments that a closed account leaves "
        "without an active supervisor, nobody asked to take over among them.",
    )


class RoleBody(BaseModel):
    """A role that an installed package adds, and what it is called."""

    name: str
    title: str


class SessionPerson(PersonBody):
    """The signed-in person."""

    reads_log: bool = Field(
        description="Whether the audit log is open to them: to auditors, and to the owner of a personal "
        "workspace. Who asks without it is refused, and the refusal is in the log."
    )
    idle_minutes: int = Field(
        description="After so many minutes without a request the session has ended: who types meanwhile is "
        "warned before."
    )


class SignedIn(SessionPerson):
    """Who has signed in. ``proof`` is the half of the session that belongs into the header X-Tahqiq-Proof of
    every request; the other half is the cookie."""

    proof: str


class SampleAccountBody(BaseModel):
    """Somebody who works in the sample workspace."""

    login: str
    name: str


class GuidedTaskBody(BaseModel):
    """What the caller is asked to do first at a desk of the sample workspace. ``to`` is the address of the
    screen where it begins; ``done`` is read off the records."""

    desk: str
    to: str
    text: str
    done: bool


class ExerciseBody(BaseModel):
    """An exercise as the caller sees it; nothing of its truth."""

    title: str
    level: int
    trainer: bool = Field(description="Whether the caller is its trainer, who reads truth and results.")


class ExerciseCountsBody(BaseModel):
    """How much a trainee found, missed and wrongly claimed, and how often rules refused (``mistake``)."""

    trainee: str
    found: int
    missed: int
    wrong: int
    mistake: int


class ExerciseLineBody(BaseModel):
    """What became of one planted thing, claim or rule, in words. ``about`` of a mistake is the code of the
    rule, ``count`` how often it refused and ``first`` when first (ISO 8601 UTC); 0 and "" elsewhere."""

    trainee: str
    outcome: Literal["found", "missed", "wrong", "mistake"]
    about: str
    claimed: str
    truth: str
    count: int
    first: str


class ExerciseResultsBody(BaseModel):
    """The results of an exercise, with the seed and level that make it again."""

    desk: str
    exercise: str
    title: str
    seed: int
    level: int
    trainees: list[ExerciseCountsBody]
    lines: list[ExerciseLineBody]


class SampleBody(BaseModel):
    """The sample workspace as the caller finds it, or an exercise, which has a task and no accounts to change
    to; all of it is empty in any other workspace."""

    accounts: list[SampleAccountBody]
    tasks: list[GuidedTaskBody]
    exercise: ExerciseBody | None = Field(default=None, description="The exercise; null: it is none.")


class SampleChange(BaseModel):
    """The account of the sample workspace to go on as."""

    login: Line = Field(max_length=200)


class NewTicket(BaseModel):
    """The address of a download: path and query."""

    address: str = Field(max_length=4000)


class TicketBody(BaseModel):
    """Where the download is, once, within a minute."""

    address: str


class NewRoles(BaseModel):
    """The roles that somebody has from now on."""

    roles: list[Line] = Field(min_length=1, max_length=20)


class HandedOver(BaseModel):
    """How many cases, desks and compartments somebody was asked to take over."""

    count: int


class NewPerson(BaseModel):
    """Somebody to add."""

    login: Line = Field(min_length=1, max_length=200)
    name: Line = Field(min_length=1, max_length=200)
    roles: list[Line]
    password: str = Field(max_length=1000)
    locale: Line = "en"


class CaseBody(BaseModel):
    """A case the caller belongs to."""

    id: str
    title: str
    state: str
    opened_at: str
    zone: str = Field(default="", description="The zone of its days (IANA name); empty: the office's.")


class CaseZone(BaseModel):
    """The zone in which days of a case begin (IANA name); empty for that of the office."""

    zone: Line = Field(max_length=64)


class NewCase(BaseModel):
    """A case to open."""

    title: Line = Field(min_length=1, max_length=300)


class NewMember(BaseModel):
    """Somebody to let into a case."""

    login: Line = Field(min_length=1, max_length=200)


class FirstStartBody(BaseModel):
    """Whether the page must first make an account: ``none``, ``own`` (a password for the owner) or ``team``
    (the first administrator)."""

    kind: Literal["none", "own", "team"]
    exercise: bool = Field(description="Whether the workspace is one of an exercise: all in it is invented.")


class FirstAccount(BaseModel):
    """The first account; ``code`` is printed on the server's terminal."""

    code: Line = Field(max_length=100)
    login: Line = Field(min_length=1, max_length=200)
    name: Line = Field(min_length=1, max_length=200)
    password: str = Field(max_length=1000)
    locale: Line = "en"


class NewPassword(BaseModel):
    """A password to set; for one's own the ``old`` one is needed."""

    password: str = Field(max_length=1000)
    old: str = Field(default="", max_length=1000)


class CompartmentBody(BaseModel):
    """A compartment the caller is admitted to."""

    name: str
    title: str


class NewCompartment(BaseModel):
    """A compartment to open."""

    name: Line = Field(min_length=1, max_length=100)
    title: Line = Field(min_length=1, max_length=300)


class MemberBody(BaseModel):
    """Somebody in a case or a compartment."""

    login: str
    name: str
    roles: list[str]
    state: str
    invited: bool = Field(default=False, description="Asked to join and has not answered.")


class InvitationBody(BaseModel):
    """A case that the caller is asked to join, by whom and when."""

    case: str
    title: str
    by_name: str
    at: str


class AdmissionBody(BaseModel):
    """A compartment that the caller is asked to enter, by whom and when."""

    compartment: str
    title: str
    by_name: str
    at: str


class JoinBody(BaseModel):
    """Whether the caller joins."""

    join: bool


class RulesBody(BaseModel):
    """The Cedar policies in force, as text."""

    text: str
