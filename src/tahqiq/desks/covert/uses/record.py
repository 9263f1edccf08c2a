"""What was done under an authorisation, without what it brought: the part of the register from which an
inspector sees acts before it, after it, or under none."""

from datetime import datetime
from typing import Literal, get_args

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.record import Authorisation, covers
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit import clock
from tahqiq.model.kind import Key, Kind

What = Literal["contact", "tasking", "payment", "offer", "deployment", "buy", "observation", "leg", "product"]
WHATS: tuple[What, ...] = get_args(What)
OF_SOURCES: frozenset[What] = frozenset({"contact", "tasking", "payment", "offer"})
"""What is done with a source: when, is for those who are admitted to what is known of sources."""


class Use(Strict):
    """One act. ``authorisation`` is its number ("" : under none), ``at`` when it was done, ``entered_at``
    when it was typed in; ``state`` that of the source at the time, where it is about one; ``of`` the random
    code of a source, or the id of a record. ``reported``: a first contact, entered when the source was
    registered, of which the report came since: its moment is the report's."""

    authorisation: str
    what: What
    at: AwareDatetime
    entered_at: AwareDatetime
    state: str = ""
    of: str = Field(default="", max_length=40)
    reported: bool = False


_EXAMPLE = Use(
    authorisation="ACDE-FGHL",
    what="observation",
    at=datetime.fromisoformat("2026-03-02T08:00:00+00:00"),
    entered_at=datetime.fromisoformat("2026-03-02T09:00:00+00:00"),
)


USE = Kind(
    "covert-use",
    Use,
    lambda body: f"{body.what} {body.authorisation}".strip(),
    "covert",
    _EXAMPLE,
    home="desk",
    hides_actor=True,
    compartment=SOURCE_ID,
    closes=lambda body: body.what in OF_SOURCES and body.of != "",
    keys=(
        Key("authorisation", "text", lambda body: body.authorisation),
        Key("what", "text", lambda body: body.what),
        Key("of", "text", lambda body: body.of),
        Key("done", "time", lambda body: body.at),
        Key("entered", "time", lambda body: body.entered_at),
    ),
    together=(("authorisation", "what", "done"),),
)


def used(
    at: ActingDesktop,
    what: What,
    moment: datetime,
    authorisation: str = "",
    state: str = "",
    of: str = "",
    entered: datetime | None = None,
) -> Use:
    """Write down that something was done; ``entered`` when that was said, without it now."""
    body = Use(
        authorisation=authorisation,
        what=what,
        at=moment,
        entered_at=entered or clock.now(),
        state=state,
        of=of,
    )
    return at.records(USE).save(body).body


def covered(body: Authorisation, moment: datetime) -> bool:
    """Whether an authorisation covered a moment: granted before it, not over."""
    begins, until, decision = body.begins, body.until, body.decision
    return (
        begins is not None
        and until is not None
        and decision is not None
        and decision.at <= moment
        and covers(begins, until, moment)
    )


def within(body: Authorisation, moment: datetime) -> bool:
    """Whether what an authorisation brings may be of a moment: within the span that it asks for, which may be
    older than it is; without one, as :func:`covered`."""
    if body.data_from is None and body.data_until is None:
        return covered(body, moment)
    return body.span is not None and covers(*body.span, moment)
