"""Meeting a source: how often it may be, and what is kept with both times."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.remarks import remark
from tahqiq.desks.covert.sources.examples import source_example
from tahqiq.desks.covert.sources.operations import SourceView, source_view
from tahqiq.desks.covert.sources.record import (
    EARLY,
    EARLY_MOST,
    by_source,
    contacts,
    first_contact,
    of_code,
)
from tahqiq.desks.covert.states import Worded
from tahqiq.desks.covert.uses.record import USE, used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused


class ContactRequest(Strict):
    """A contact with a source."""

    code: str = Field(description="The source, by its code.")
    at: Annotated[AwareDatetime, Happened()] = Field(description="When, with its zone.")
    first: bool = Field(
        default=False,
        description="It is the first contact, which was entered when the source was registered.",
    )


def contact(at: ActingDesktop, asked: ContactRequest, _progress: Progress | None) -> SourceView:
    """Write down a contact. The second with a source whom nobody authorised starts a clock, the fourth in
    thirty days is refused; the report of the first one, which was entered when the source was registered, is
    no second contact. What is typed in late is kept with both times. Raises ``Refused``
    (``covert-too-many-contacts``, ``covert-source-barred``), ``Conflict`` (``covert-first-reported``)."""
    now, found = clock.now(), of_code(at, asked.code)
    body = found.body
    state = body.state_at(asked.at) or "approached"
    if state in ("refused", "blacklisted") and _recent(asked.at, now):
        raise Refused("covert-source-barred", state=Worded(state))
    late = [] if _recent(asked.at, now) else [remark("covert-entered-late")]
    entered = first_contact(at, body)
    if entered is not None and (asked.first or entered.body.at == asked.at):
        told = entered.body.model_copy(update={"at": asked.at, "reported": True})
        at.records(USE).save(told, "", entered.id, entered.version)
        return source_view(at, found, remarks=late)
    if asked.first:
        raise Conflict("covert-first-reported", source=body.code)
    before = contacts(at, body.code, asked.at)
    early = state in EARLY
    if early and before >= EARLY_MOST:
        at.bench.door.audit.refused(
            at.actor, "covert.source-contact", body.code, "covert-too-many-contacts", at.home
        )
        raise Refused("covert-too-many-contacts", count=EARLY_MOST)
    used(at, "contact", asked.at, body.authorisation if not early else "", state, body.code)
    remarks = [remark("covert-second-contact")] if early and before >= 1 else []
    return source_view(at, found, remarks=[*remarks, *late])


def _recent(moment: datetime, now: datetime) -> bool:
    return (now - moment).total_seconds() <= 86_400


OPERATIONS = (
    Operation(
        "source-contact",
        ContactRequest,
        SourceView,
        "act",
        "write-case",
        contact,
        lambda at: ContactRequest(code=source_example(at), at=clock.now()),
        group="source",
        needs=(by_source("handler"),),
    ),
)
