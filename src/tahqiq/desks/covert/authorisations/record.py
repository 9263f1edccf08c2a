"""An authorisation: what was asked for, who decided when, how it was reviewed, renewed and ended. Its state
is computed from these at a moment, never stored."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.clocks import BEGINNING_WITH, TO_THE_TIME, Deadline, Period, deadline, renewed
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.desks.covert.relations import involvement, supervises
from tahqiq.desks.covert.techniques.record import PLACE, TECHNIQUE, technique
from tahqiq.model.kind import ACTED, ACTED_DIGEST, Key, Kind

State = Literal[
    "draft", "submitted", "withdrawn", "granted", "refused", "in-force", "cancelled", "expired", "closed"
]
Outcome = Literal["", "draft", "submitted", "withdrawn", "granted", "refused", "cancelled", "closed"]
"""What people made of an authorisation; "" : kept before this was."""


LONG = 20_000
Text = Field(default="", max_length=LONG)
WRITE_UP = timedelta(hours=24)
"""The time in which an urgent oral decision is written up."""


class Review(Strict):
    """A look at whether it is still needed. The conclusion is never left out."""

    at: AwareDatetime
    by: Annotated[str, ACTED]
    conclusion: str = Field(min_length=3, max_length=20_000)
    needed: bool


class Renewal(Strict):
    """A renewal signed before the end; it runs from the day after it. ``gain`` is what was gained so far."""

    signed_at: AwareDatetime
    by: Annotated[str, ACTED]
    months: int = Field(ge=1, le=24)
    gain: str = Field(min_length=3, max_length=20_000)


class Cancellation(Strict):
    """An end before the end: decided, and when what was done under it is confirmed to have stopped."""

    decided_at: AwareDatetime
    by: Annotated[str, ACTED]
    reason: str = Field(min_length=3, max_length=20_000)
    stopped_at: AwareDatetime
    needless_since: AwareDatetime | None = None


class Decision(Strict):
    """Who decided, when, and when it was entered here: equal for what was decided here, apart for an urgent
    oral decision and an order received."""

    granted: bool
    by: Annotated[str, ACTED]
    at: AwareDatetime
    entered_at: AwareDatetime
    reason: str = Field(default="", max_length=20_000)
    received: bool = False
    oral: bool = False
    begins: AwareDatetime | None = None
    months: int = Field(default=0, ge=0, le=24)
    ends: AwareDatetime | None = None


class Chosen(Strict):
    """Whom a judge named to decide on what lies outside, by the id of the person and the number of the
    judge's paper."""

    person: Annotated[str, ACTED]
    paper: str = Field(min_length=1, max_length=300)
    entered_at: AwareDatetime


class ScopeDetails(Details):
    """What people state of what an authorisation covers."""

    matter: str = Field(default="", max_length=200, description="The case it is for, by its number.")
    subjects: list[str] = Field(
        default=[], max_length=1_000, description="Whom it is about: numbers and codes, no names of sources."
    )
    places: list[str] = Field(
        default=[],
        max_length=1_000,
        description="Where (cells by their identifier for communications data); none = anywhere.",
    )
    methods: list[str] = Field(
        default=[],
        max_length=50,
        description="By which methods; for communications data kinds of events such as Call; none = any.",
    )
    permitted: list[str] = Field(default=[], max_length=200, description="What may be done.")
    prohibited: list[str] = Field(default=[], max_length=200, description="What must not be done.")


class ReasonDetails(Details):
    """What people state of why an authorisation is asked for."""

    purpose: str = Field(default="", max_length=LONG, description="What it is for.")
    necessity: str = Field(
        default="", max_length=LONG, description="Why it is necessary, in words of this matter."
    )
    proportionality: str = Field(default="", max_length=LONG, description="Why it is in proportion.")
    alternatives: str = Field(
        default="", max_length=LONG, description="What else was considered, and why it does not do."
    )
    collateral: str = Field(
        default="", max_length=LONG, description="Who else is touched, and what is done about it."
    )
    confidential: bool = Field(default=False, description="Confidential or privileged matter is likely.")
    replaces: str = Field(
        default="", description="The number of the authorisation before, where the task changed."
    )


class AuthorisationHead(Strict):
    """Which authorisation, for what, and who asked for it when."""

    number: str
    technique: Annotated[str, TECHNIQUE]
    jurisdiction: Annotated[str, PLACE]
    basis: list[str] = Field(default=[], max_length=50)
    verified: bool = False
    applied_at: AwareDatetime
    submitted_at: AwareDatetime | None = None
    withdrawn_at: AwareDatetime | None = None
    applied_by: Annotated[str, ACTED]
    officers: Annotated[list[str], ACTED] = Field(default=[], max_length=50)
    involved: Annotated[list[str], ACTED_DIGEST] = Field(default=[], max_length=50)


class Authorisation(ReasonDetails, ScopeDetails, AuthorisationHead):
    """One line of the register. ``subjects`` are numbers and codes, never names of sources; ``involved`` are
    keyed digests of who handles it, so that nobody reads them here and no one of them decides. ``verified``
    says whether counsel had verified the basis when it was decided. ``data_from`` and ``data_until`` are the
    span of the records that an order asks for, which may be older than the order; without them it is that of
    the order. An order that came in a warrant message has the id of its original (``message``) and the
    identifier that it has there (``external``)."""

    urgent: str = Text
    unreachable: str = Text
    decision: Decision | None = None
    written_up_at: AwareDatetime | None = None
    reviews: list[Review] = Field(default=[], max_length=500)
    renewals: list[Renewal] = Field(default=[], max_length=100)
    cancellation: Cancellation | None = None
    closed_at: AwareDatetime | None = None
    deciders: list[Chosen] = Field(default=[], max_length=50)
    liids: list[str] = Field(default=[], max_length=1_000)
    data_from: AwareDatetime | None = None
    data_until: AwareDatetime | None = None
    message: str = Field(default="", max_length=64)
    external: str = Field(default="", max_length=200)
    begins_at: AwareDatetime | None = None
    until_at: AwareDatetime | None = None
    outcome: Outcome = ""

    def settled(self) -> "Authorisation":
        """The same with ``begins_at``, ``until_at`` and ``outcome`` as they follow from the rest: kept beside
        it only so that registers show them."""
        return self.model_copy(
            update={"begins_at": self.begins, "until_at": self.until, "outcome": self._came_to()}
        )

    def _came_to(self) -> "Outcome":
        """What people made of it, whatever the day is: its time is told by its beginning and end."""
        if self.closed_at is not None:
            return "closed"
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.decision is None:
            return "draft" if self.submitted_at is None else "submitted"
        if not self.decision.granted:
            return "refused"
        return "granted" if self.cancellation is None else "cancelled"

    @property
    def begins(self) -> datetime | None:
        """From when it covers anything; None: it was not granted."""
        if self.decision is None or not self.decision.granted:
            return None
        return self.decision.begins or self.decision.at

    @property
    def until(self) -> datetime | None:
        """The last second it covers, renewals and cancellation included; None: it was not granted."""
        ends = self._ends()
        if ends is None or self.cancellation is None:
            return ends
        return min(ends, self.cancellation.stopped_at)

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """From when until when (the last second inside) what it brings may be; None: it was not granted.
        Records may be older than the order, none are later than its end."""
        begins, until = self.begins, self.until
        if begins is None or until is None:
            return None
        return self.data_from or begins, min(self.data_until or until, until)

    def state(self, now: datetime) -> State:
        """Where it stands at a moment."""
        begins, until, decision = self.begins, self.until, self.decision
        if self.closed_at is not None and self.closed_at <= now:
            return "closed"
        if self.withdrawn_at is not None and self.withdrawn_at <= now:
            return "withdrawn"
        if decision is None or decision.at > now:
            return "submitted" if self.submitted_at is not None and self.submitted_at <= now else "draft"
        if begins is None or until is None:
            return "refused"
        if self.cancellation is not None and self.cancellation.stopped_at <= now:
            return "cancelled"
        if now < begins:
            return "granted"
        return "in-force" if covers(begins, until, now) else "expired"

    def term(self) -> Deadline | None:
        """The deadline of what was granted here, with its renewals; None for what was not granted and for
        orders that state their own end."""
        begins, decision = self.begins, self.decision
        if begins is None or decision is None or decision.ends is not None:
            return None
        if decision.oral:
            return deadline(begins, technique(self.technique).oral, TO_THE_TIME)
        found = term(begins, decision.months)
        for one in self.renewals:
            found = renewed(found, one.signed_at, Period(one.months, "months"))
        return found

    def review_due(self) -> datetime | None:
        """When it has to be looked at next; None: it is not in force for long enough, or was cancelled."""
        begins, until = self.begins, self.until
        if begins is None or until is None or self.cancellation is not None:
            return None
        last = max([one.at for one in self.reviews], default=begins)
        due = deadline(last, technique(self.technique).review, TO_THE_TIME).until
        return due if due is not None and due <= until else None

    def _ends(self) -> datetime | None:
        if self.decision is not None and self.decision.granted and self.decision.ends is not None:
            return self.decision.ends
        found = self.term()
        return found.until if found is not None else None


def covers(begins: datetime, until: datetime, moment: datetime) -> bool:
    """Whether a moment lies within: at the last second it does, a second later it does not; fractions belong
    to their second."""
    return begins <= moment and moment.replace(microsecond=0) <= until


def term(begins: datetime, months: int) -> Deadline:
    """The deadline of so many months, the first day counted, to the last second of the day before the
    corresponding one.

    >>> term(datetime.fromisoformat("2026-01-01T00:00:00+03:00"), 3).until.isoformat()
    '2026-03-31T20:59:59+00:00'
    """
    return deadline(begins, Period(months, "months"), BEGINNING_WITH)


def applicant(at: Desktop, body: Authorisation) -> bool:
    """Whether the person asked for it, or leads what it is about."""
    return at.actor.id in (body.applied_by, *body.officers)


_EXAMPLE = Authorisation(
    number="ACDE-FGHL",
    technique="directed-surveillance",
    jurisdiction="federal",
    applied_at=datetime.fromisoformat("2026-03-01T08:00:00+00:00"),
    submitted_at=datetime.fromisoformat("2026-03-01T08:00:00+00:00"),
    applied_by="somebody",
    purpose="منع جريمة",
    necessity="لا دليل آخر على المسار",
    proportionality="أيام محدودة",
    subjects=["+9647701234567"],
)


AUTHORISATION = Kind(
    "covert-authorisation",
    Authorisation,
    lambda body: f"{body.number} · {body.technique}",
    "covert",
    _EXAMPLE,
    home="desk",
    hides_actor=True,
    relations={
        "applicant": applicant,
        "handler": lambda at, body: involvement(at, body.number, at.actor.id) in body.involved,
        "supervisor": supervises,
    },
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("technique", "text", lambda body: body.technique),
        Key("applied", "time", lambda body: body.applied_at),
        Key("begins", "time", lambda body: body.begins),
        Key("until", "time", lambda body: body.until),
        Key("decided", "time", lambda body: body.decision.at if body.decision else None),
        Key("received", "flag", lambda body: bool(body.decision and body.decision.received)),
        Key("urgent", "flag", lambda body: bool(body.urgent)),
        Key(
            "ends", "time", lambda body: body.until
        ),  # to order by: "until" as an order is how long a record may be kept
        Key("matter", "text", lambda body: body.matter),
        Key("external", "text", lambda body: body.external),
        Key("closed", "flag", lambda body: body.closed_at is not None),
        Key("outcome", "text", lambda body: body.outcome),
    ),
    numbered="number",
)
