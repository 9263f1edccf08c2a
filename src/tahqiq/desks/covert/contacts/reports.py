"""The contact report: who met a source, when and how, what was said of safety, tasks, demands and offers, and
each item of information as a source report of its own. All words lie in the vault; the register has the
contact alone."""

from pydantic import Field

from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.contacts.operations import ContactRequest, contact
from tahqiq.desks.covert.contacts.record import CONTACT, WORDS, ContactReportDetails
from tahqiq.desks.covert.corridor.grade_guard import guarded
from tahqiq.desks.covert.corridor.operations import SourceReportRequest, keep_report
from tahqiq.desks.covert.corridor.record import SourceReportDetails
from tahqiq.desks.covert.drafts.operations import filed, still_open
from tahqiq.desks.covert.drafts.record import BY_OWNER
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.remarks import Remark
from tahqiq.desks.covert.sources.examples import handled_example
from tahqiq.desks.covert.sources.record import by_source, handled
from tahqiq.desks.covert.uses.record import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock


class ContactReportRequest(ContactReportDetails):
    """A contact and what was said."""

    items: list[SourceReportDetails] = Field(
        default=[], max_length=50, description="The items of information."
    )
    draft: str = Field(default="", max_length=40, description="The draft that this was, by its id.")
    typing: str = Field(
        default="",
        max_length=40,
        description="The mark of the screen for this report, as its drafts have it; it is filed once.",
    )
    first: bool = Field(
        default=False,
        description="It is the first contact, which was entered when the source was registered.",
    )


class ContactReportAnswer(Strict):
    """A report that was kept: its number, the numbers of the source reports that its items became (for the
    sanitiser), and the contact. ``entered`` is when it was typed in."""

    report: str
    code: str
    at: str
    entered: str
    items: list[str]
    remarks: list[Remark]


def report(at: ActingDesktop, asked: ContactReportRequest, _progress: Progress | None) -> ContactReportAnswer:
    """Keep a contact and its report; for who handles the source. A report that is typed in late is kept with
    both times. Raises as the contact itself does (``covert-too-many-contacts``, ``covert-source-barred``,
    ``covert-first-reported``), ``WrongUse`` (``covert-grade-guard``), ``Refused`` (``covert-not-handler``),
    ``Conflict`` (``covert-draft-over``: its draft was filed or thrown away)."""
    body = handled(at, asked.code, "contact-report")
    draft = still_open(at, asked.draft, asked.typing)
    for one in asked.items:
        if one.grade:
            guarded(one.grade, one.rests_on, one.official)
    made = contact(at, ContactRequest(code=body.code, at=asked.started, first=asked.first), None)
    if asked.tasking.strip():
        used(at, "tasking", asked.started, body.authorisation, body.state_at(asked.started), body.code)
    if asked.offers.strip():
        used(at, "offer", asked.started, body.authorisation, body.state_at(asked.started), body.code)
    items = [
        keep_report(at, SourceReportRequest(code=body.code, at=asked.started, **one.model_dump()))
        for one in asked.items
    ]
    fields = {"code": body.code, "started": asked.started.isoformat(), "ended": asked.ended.isoformat()}
    fields |= {name: text for name in WORDS if (text := str(getattr(asked, name)).strip())}
    if items:
        fields["items"] = " ".join(items)
    number = Vault(at.bench.door, at.actor, CONTACT).register(fields)
    filed(at, body.code, draft, asked.typing)
    return ContactReportAnswer(
        report=number,
        code=body.code,
        at=stamp(asked.started),
        entered=stamp(clock.now()),
        items=items,
        remarks=made.remarks,
    )


def _example(at: ActingDesktop) -> ContactReportRequest:
    now = clock.now()
    return ContactReportRequest(
        code=handled_example(at, at.actor.id),
        started=now,
        ended=now,
        means="لقاء",
        welfare="لا جديد",
        items=[SourceReportDetails(text="سمع أن شحنة تصل قريباً", rests_on="uncorroborated")],
    )


OPERATIONS = (
    Operation(
        "contact-report",
        ContactReportRequest,
        ContactReportAnswer,
        "act",
        "write-case",
        report,
        _example,
        needs=(by_source("handler"), BY_OWNER),
    ),
)
