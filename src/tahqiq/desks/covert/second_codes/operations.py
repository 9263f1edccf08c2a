"""Deciding on a second code: a controller says yes or no, with a reason. Nobody is told which code the first
one is."""

import secrets

from pydantic import Field

from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop, Needs, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.compartments import vault_example
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_people, controls, involvement, may_at_desk
from tahqiq.desks.covert.second_codes.record import (
    SECOND_CODE,
    WAITING_IDENTITY,
    SecondCode,
    SecondCodeState,
    own,
    took_part,
)
from tahqiq.desks.covert.second_codes.wish import wish
from tahqiq.desks.covert.sources.opening import open_source
from tahqiq.desks.covert.states import open_to
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused
from tahqiq.workbench import Workbench


class SecondCodeDecision(Strict):
    """A controller's decision on a second code."""

    request: str = Field(description="The request for a second code, by its id.")
    granted: bool = Field(description="Yes: the person gets a second code.")
    reason: str = Field(
        min_length=3,
        max_length=2_000,
        description="Why; no name and no code stands in it: the handler reads it.",
    )


class SecondCodeView(Strict):
    """A request for a second code and where it stands. ``code`` is the second code ("" : none); ``may``
    whether the person decides on it, ``able`` who may while it waits, by name. Times in UTC, null where there
    is none."""

    request: str
    state: SecondCodeState
    asked: str
    met: str
    decided: str | None
    reason: str
    code: str
    may: bool
    able: list[str]


class SecondCodesView(Strict):
    """Requests for second codes: one's own, and for controllers all of them; the latest first."""

    requests: list[SecondCodeView]


def decide(at: ActingDesktop, asked: SecondCodeDecision, _progress: Progress | None) -> SecondCodeView:
    """Decide on a second code. Yes opens a source under a new code, no makes what was entered unreadable.
    Raises ``Refused`` (``covert-decider-involved``: who asked, or would handle the source), ``Conflict``
    (``covert-second-code-decided``), ``NotFound``."""
    now, kept = clock.now(), at.records(SECOND_CODE).get(asked.request)
    body = kept.body
    if not open_to(at, "second-code", "grant" if asked.granted else "refuse", body.state):
        raise Conflict("covert-second-code-decided")
    if took_part(at, body):
        raise Refused("covert-decider-involved")
    code = _opened(at, body) if asked.granted else ""
    Vault(at.bench.door, at.actor, WAITING_IDENTITY).erase(body.erasure)
    state: SecondCodeState = "granted" if asked.granted else "refused"
    done = body.model_copy(
        update={
            "state": state,
            "decided_by": own(at, body),
            "decided_at": now,
            "reason": asked.reason,
            "code": code,
        }
    )
    saved = at.records(SECOND_CODE).save(done, "", kept.id, kept.version)
    return view(at, saved.id, saved.body)


def _opened(at: ActingDesktop, body: SecondCode) -> str:
    """The identity under a code of its own: its handlers, its first contact."""
    values = Vault(at.bench.door, at.actor, WAITING_IDENTITY).read(body.lies)
    code = Vault(at.bench.door, at.actor, IDENTITY).register(values)
    people = [
        one.id for one in at.bench.door.people.all() if involvement(at, body.lies, one.id) in body.involved
    ]
    open_source(at, code, people, body.approached_at, body.asked_at)
    return code


def mine(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> SecondCodesView:
    """The requests that one made, or whose source one would handle; for controllers all of them."""
    all_of_them = controls(at)
    found = [
        view(at, one.id, one.body)
        for one in at.records(SECOND_CODE).every(order="asked")
        if all_of_them or took_part(at, one.body)
    ]
    return SecondCodesView(requests=found[::-1])


def view(at: Desktop, identity: str, body: SecondCode) -> SecondCodeView:
    """A request as an answer."""
    return SecondCodeView(
        request=identity,
        state=body.state,
        asked=stamp(body.asked_at),
        met=stamp(body.approached_at),
        decided=stamp(body.decided_at) if body.decided_at else None,
        reason=body.reason,
        code=body.code,
        may=decides(at, body),
        able=_able(at, body) if body.state == "waiting" else [],
    )


def _able(at: Desktop, body: SecondCode) -> list[str]:
    return [
        one.name or one.login
        for one in admitted_people(at, "release")
        if "supervisor" in one.roles
        and involvement(at, body.lies, one.id) not in (body.asked_by, *body.involved)
    ]


def decides(at: Desktop, body: SecondCode) -> bool:
    """Whether a request waits for the person at the desk."""
    return body.state == "waiting" and controls(at) and may_at_desk(at, "release") and not took_part(at, body)


def waiting_example(at: ActingDesktop) -> SecondCodeDecision:
    """The decision on a request of the examples that somebody else made."""
    vault_example(at)
    door = at.bench.door
    other = door.people.add(
        f"handler-{secrets.token_hex(4)}", "Handler", frozenset({"analyst"}), None, at.actor.id
    )
    door.cases.add_member(at.desk.file, other.id, at.actor.id)
    door.cases.admit(SOURCE_ID, other.id, at.actor.id)
    theirs = ActingDesktop(Workbench(door, other), at.desk, at.home, at.purpose, at.unit)
    made = wish(theirs, {"name": "سلام العينة"}, [other.id], clock.now())
    return SecondCodeDecision(request=made.id, granted=True, reason="المصدر يعمل لوحدة أخرى")


def _nothing(at: ActingDesktop) -> NoQuestion:
    waiting_example(at)
    return NoQuestion()


OPERATIONS = (
    Operation(
        "second-code-list",
        NoQuestion,
        SecondCodesView,
        "look",
        "read-case",
        mine,
        _nothing,
        group="second-code",
    ),
    Operation(
        "second-code-decide",
        SecondCodeDecision,
        SecondCodeView,
        "act",
        "release",
        decide,
        waiting_example,
        group="second-code",
        needs=(Needs(SECOND_CODE, "request", ("controller",), "covert-not-controller"),),
    ),
)
