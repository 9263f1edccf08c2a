"""Registering sources and moving them from state to state."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.compartments import vault_example
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.remarks import Remark, remark
from tahqiq.desks.covert.sources.examples import source_example
from tahqiq.desks.covert.sources.record import (
    IDENTITY,
    SOURCE,
    SourceRef,
    SourceState,
    Stage,
    by_source,
    contacts,
    handles,
    moved,
    of_code,
    under_authorisation,
)
from tahqiq.desks.covert.uses.record import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused


class SourceRequest(Strict):
    """Somebody who is to be a source."""

    name: str = Field(
        min_length=2, max_length=300, description="The name; it goes into the vault and nowhere else."
    )
    born: str = Field(default="", max_length=40, description="Day or year of birth.")
    phone: str = Field(default="", max_length=60, description="Telephone.")
    document: str = Field(default="", max_length=100, description="Number of an identity document.")
    child: bool = Field(default=False, description="Under eighteen: is not registered.")
    handlers: list[str] = Field(
        min_length=1, max_length=10, description="Who handles the source, by login; kept as digests."
    )
    approached_at: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="When the source was first met; without it, now."
    )


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
    ``duplicate``: somebody like that is in the vault already (yes or no, never who)."""

    code: str
    state: str
    since: str
    contacts: int
    duplicate: bool
    remarks: list[Remark]


def register(at: ActingDesktop, asked: SourceRequest, _progress: Progress | None) -> SourceView:
    """Put an identity into the vault and open a source under a random code. Raises ``Refused``
    (``covert-child``), ``NotFound`` (``no-such-compartment``) for who is not admitted to SOURCE-ID."""
    if asked.child:
        raise Refused("covert-child")
    now = clock.now()
    approached = asked.approached_at or now
    values = {name: text for name in IDENTITY.fields if (text := str(getattr(asked, name)).strip())}
    vault = Vault(at.bench.door, at.actor, IDENTITY)
    people = [at.bench.door.people.get(one).id for one in asked.handlers]
    duplicate = vault.known(values)
    code = vault.register(values)
    body = SourceRef(
        code=code,
        stages=[Stage(state="approached", at=approached, entered_at=now)],
        involved=[involvement(at, code, one) for one in people],
    )
    kept = at.records(SOURCE).save(body)
    used(at, "contact", approached, state="approached", of=code)
    return source_view(at, kept, duplicate=duplicate)


def move(at: ActingDesktop, asked: SourceStateRequest, _progress: Progress | None) -> SourceView:
    """Bring a source into another state. Raises ``Conflict`` (``covert-source-state``,
    ``covert-not-in-force``, ``covert-other-technique``), ``Refused`` (``covert-decider-involved``) where a
    handler authorises."""
    now, found = clock.now(), of_code(at, asked.code)
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


def source_view(
    at: Desktop,
    kept: RecordVersion[SourceRef],
    *,
    duplicate: bool = False,
    remarks: list[Remark] | None = None,
) -> SourceView:
    """A source as an answer."""
    body = kept.body
    more = [remark("covert-duplicate")] if duplicate else []
    return SourceView(
        code=body.code,
        state=body.state,
        since=stamp(body.stages[-1].at),
        contacts=contacts(at, body.code, clock.now()),
        duplicate=duplicate,
        remarks=[*more, *(remarks or [])],
    )


def _new_source(at: ActingDesktop) -> SourceRequest:
    vault_example(at)
    return SourceRequest(name="سلام العينة", phone="+9647700000001", handlers=[at.bench.person.login])


OPERATIONS = (
    Operation(
        "source-register",
        SourceRequest,
        SourceView,
        "act",
        "write-case",
        register,
        _new_source,
        group="source",
    ),
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
