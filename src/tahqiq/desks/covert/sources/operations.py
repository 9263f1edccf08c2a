"""Moving sources from state to state, and how one is shown."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.identities import says_who
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.remarks import Remark
from tahqiq.desks.covert.sources.examples import source_example
from tahqiq.desks.covert.sources.record import (
    SOURCE,
    SourceRef,
    SourceState,
    by_source,
    contacts,
    handles,
    moved,
    of_code,
    under_authorisation,
)
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused, WrongUse


class SourceStateRequest(Strict):
    """A state that a source comes into."""

    code: str = Field(description="The source, by its code.")
    state: SourceState = Field(description="The state that it comes into.")
    reason: str = Field(min_length=3, max_length=2_000, description="Why; no name stands in it.")
    number: str = Field(
        default="", description="The authorisation under which it is used, for authorised and active."
    )
    at: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="Since when; without it, now."
    )


class SourceView(Strict):
    """A source: its code, where it stands, how many contacts there were in the last thirty days.
    ``duplicate``: somebody like that is in the vault already (yes or no, never who); then there is no code
    (""), the state is "waiting", and a controller decides on a second code."""

    code: str
    state: SourceState | Literal["waiting"]
    since: str
    contacts: int
    duplicate: bool
    remarks: list[Remark]


def move(at: ActingDesktop, asked: SourceStateRequest, _progress: Progress | None) -> SourceView:
    """Bring a source into another state. Raises ``Conflict`` (``covert-source-state``,
    ``covert-not-in-force``, ``covert-other-technique``, ``covert-other-source``), ``Refused``
    (``covert-decider-involved``) where a handler authorises, ``WrongUse`` (``covert-reason-source``) where
    the reason says who the source is."""
    now, found = clock.now(), of_code(at, asked.code)
    if _told(at, found.body.code, asked):
        raise WrongUse("covert-reason-source")
    moment = asked.at or now
    body = moved(at, found.body, asked.state, moment, now, asked.reason)
    if asked.state in ("authorised", "active"):
        if asked.state == "authorised" and handles(at, found.body, at.actor.id):
            raise Refused("covert-decider-involved")
        body = body.model_copy(
            update={
                "authorisation": under_authorisation(at, body.code, asked.number or body.authorisation, now)
            }
        )
    return source_view(at, at.records(SOURCE).save(body, "", found.id, found.version))


def _told(at: Desktop, code: str, asked: SourceStateRequest) -> bool:
    """Whether the reason says who the source is; no for somebody who keeps nothing in the vault. Where it was
    asked too often within the hour, a source is suspended or cancelled nevertheless: that protects them more
    than the wording of the reason does."""
    try:
        return says_who(at, code, asked.reason, asked.reason)
    except Refused as limit:
        if limit.code == "vault-keeper-needed" or asked.state in ("suspended", "cancelled"):
            return False
        raise


def source_view(
    at: Desktop,
    kept: RecordVersion[SourceRef],
    *,
    remarks: list[Remark] | None = None,
) -> SourceView:
    """A source as an answer."""
    body = kept.body
    return SourceView(
        code=body.code,
        state=body.state,
        since=stamp(body.stages[-1].at),
        contacts=contacts(at, body.code, clock.now()),
        duplicate=False,
        remarks=remarks or [],
    )


OPERATIONS = (
    Operation(
        "source-state",
        SourceStateRequest,
        SourceView,
        "act",
        "write-case",
        move,
        lambda at: SourceStateRequest(code=source_example(at), state="assessed", reason="التقييم تم"),
        group="source",
        needs=(by_source("handler", "controller"),),
    ),
)
