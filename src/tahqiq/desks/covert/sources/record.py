"""Human sources as the register knows them: a random code and a state. Who a source is lies in the vault and
is opened there alone; states, contacts and money are refused where they must not be."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import checked, needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.lookup import in_force
from tahqiq.desks.covert.authorisations.record import Authorisation
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to, controls, involvement
from tahqiq.desks.covert.states import Worded, follows
from tahqiq.desks.covert.uses.record import USE, Use
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind


def under_authorisation(at: Desktop, code: str, number: str, now: datetime) -> str:
    """The number of the authorisation for a human source under which somebody works now. Raises ``Conflict``
    (``covert-source-unauthorised`` where none is named, ``covert-not-in-force``,
    ``covert-other-technique``, ``covert-other-source``)."""
    if not number:
        raise Conflict("covert-source-unauthorised", source=code)
    found = in_force(at, number, "source", now).body
    if not for_source(found, code):
        raise Conflict("covert-other-source", number=found.number, source=code)
    return found.number


def for_source(body: Authorisation, code: str) -> bool:
    """Whether a source may be used under an authorisation: it names that source, or none at all. What else
    it is about (telephones, numbers of the office) makes no difference."""
    named = {found for one in body.subjects if (found := checked(one)) is not None}
    return code in named or not named


SourceState = Literal[
    "approached",
    "assessed",
    "authorised",
    "active",
    "suspended",
    "cancelled",
    "aftercare",
    "refused",
    "blacklisted",
]


EARLY: frozenset[SourceState] = frozenset({"approached", "assessed"})
"""States in which nobody has authorised the source yet: at most :data:`EARLY_MOST` contacts in
:data:`EARLY_WITHIN`."""


EARLY_MOST, EARLY_WITHIN = 3, timedelta(days=30)


class Stage(Strict):
    """A state that a source came into: when it was so, and when it was entered."""

    state: SourceState
    at: AwareDatetime
    entered_at: AwareDatetime
    reason: str = Field(default="", max_length=2_000)


class SourceRef(Strict):
    """A source outside the vault. ``involved`` are keyed digests of who handles it; ``authorisation`` the
    number under which it is used ("" : none yet)."""

    code: str
    stages: list[Stage] = Field(min_length=1, max_length=500)
    involved: Annotated[list[str], ACTED_DIGEST] = Field(default=[], max_length=20)
    authorisation: str = ""

    @property
    def state(self) -> SourceState:
        """The state it is in."""
        return self.stages[-1].state

    def state_at(self, moment: datetime) -> str:
        """The state it was in at a moment; "" before it was known."""
        return next((one.state for one in reversed(self.stages) if one.at <= moment), "")


def handles(at: Desktop, body: SourceRef, person: str) -> bool:
    """Whether a person handles a source, as the keyed digests say."""
    return involvement(at, body.code, person) in body.involved


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
SOURCE = Kind(
    "covert-source",
    SourceRef,
    lambda body: body.code,
    "covert",
    SourceRef(code="ACDE-FGHL", stages=[Stage(state="approached", at=_WHEN, entered_at=_WHEN)]),
    home="desk",
    hides_actor=True,
    relations={
        "handler": lambda at, body: handles(at, body, at.actor.id),
        "controller": controls,
        "admitted": admitted_to(SOURCE_ID),
    },
    compartment=SOURCE_ID,
    keys=(
        Key("code", "text", lambda body: body.code),
        Key("state", "text", lambda body: body.state),
        Key("since", "time", lambda body: body.stages[-1].at),
    ),
)


def by_source(*one_of: str, field: str = "code") -> Needs:
    """What somebody has to be to the source that a question names."""
    return Needs(
        SOURCE,
        field,
        one_of,
        "covert-not-handler" if one_of == ("handler",) else "covert-not-controller",
        "code",
        needed,
    )


def of_code(at: Desktop, code: str) -> RecordVersion[SourceRef]:
    """The source of a code. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-source``)."""
    page = at.records(SOURCE).find({"code": needed(code)}, limit=1).records
    if not page:
        raise NotFound("covert-no-source", source=needed(code))
    return page[0]


TASKED: frozenset[SourceState] = frozenset({"authorised", "active"})
"""States in which a source is prepared for a task: none is given to one who is suspended or done with."""


def tasked(body: SourceRef) -> None:
    """Raises ``Conflict`` (``covert-source-not-tasked``) for a source who is given no tasks now."""
    if body.state not in TASKED:
        raise Conflict("covert-source-not-tasked", source=body.code, state=Worded(body.state))


def moved(
    at: Desktop, body: SourceRef, state: SourceState, moment: datetime, now: datetime, reason: str
) -> SourceRef:
    """The source in another state. Raises ``Conflict`` (``covert-source-state``) for one that does not
    follow, or a moment before the last one."""
    if not follows(at, "source", body.state, state) or moment < body.stages[-1].at:
        raise Conflict(
            "covert-source-state", source=body.code, state=Worded(body.state), wanted=Worded(state)
        )
    return body.model_copy(
        update={"stages": [*body.stages, Stage(state=state, at=moment, entered_at=now, reason=reason)]}
    )


def contacts(at: Desktop, code: str, until: datetime) -> int:
    """How often a source was met in the thirty days up to a moment."""
    return sum(
        until - EARLY_WITHIN < one.body.at <= until
        for one in at.records(USE).every({"what": "contact", "of": code})
    )


def first_contact(at: Desktop, body: SourceRef) -> RecordVersion[Use] | None:
    """The first contact with a source whom nobody authorised yet, as it was entered at registration, while no
    report and no other contact came of it; None where there is none."""
    if body.state not in EARLY:
        return None
    found = list(at.records(USE).every({"what": "contact", "of": body.code}))
    return found[0] if len(found) == 1 and not found[0].body.reported else None


def handled(at: Desktop, code: str, act: str) -> SourceRef:
    """A source that the person at the desk handles and is admitted to. Raises ``Refused``
    (``covert-not-handler``, in the log), ``NotFound`` (``covert-no-source``, ``no-such-compartment``)."""
    at.bench.door.cases.compartment(at.actor.id, SOURCE_ID)
    body = of_code(at, code).body
    if not handles(at, body, at.actor.id):
        at.bench.door.audit.refused(at.actor, f"covert.{act}", "", "covert-not-handler", at.home)
        raise Refused("covert-not-handler")
    return body
