"""The contact report: who met a source, when and how, what was said of safety, tasks, demands and offers, and
each item of information as a source report of its own. All words lie in the vault; the register has the
contact alone."""

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.covert import draft
from tahqiq.desks.covert.answers import Remark
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.corridor import SourceReportRequest, handled_example, kept
from tahqiq.desks.covert.guard import Basis, guarded
from tahqiq.desks.covert.handling import ContactRequest, contact
from tahqiq.desks.covert.involved import SOURCE_ID
from tahqiq.desks.covert.sources import IDENTITY, by_source, handled
from tahqiq.desks.covert.uses import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse

LONG = 20_000
TEXTS = ("means", "place", "persons", "welfare", "tasking", "demands", "offers", "handed", "risk")
CONTACT = VaultKind(
    "contact-report", SOURCE_ID, ("code", "started", "ended", *TEXTS, "items"), (), IDENTITY.purposes
)
"""Reports of contacts."""


class InformationItemRequest(Strict):
    """One item of information, as a source report takes it."""

    text: str = Field(min_length=3, max_length=LONG, description="What was said.")
    rests_on: Basis = Field(description="What the source knows it by.")
    official: bool = Field(default=False, description="The officer knows it too.")
    names: list[str] = Field(
        default=[], max_length=100, description="Units and places that would give the source away."
    )
    knowable: bool = Field(default=False, description="Only one person can know it.")
    grade: str = Field(default="", max_length=40, description="The handler's grade.")


class ContactReportRequest(Strict):
    """A contact and what was said."""

    code: str = Field(description="The source, by its code.")
    started: AwareDatetime = Field(description="When it began, with its zone.")
    ended: AwareDatetime = Field(description="When it ended, with its zone.")
    means: str = Field(default="", max_length=200, description="How: met, telephone, message.")
    place: str = Field(default="", max_length=200, description="The class of the place, not the place.")
    persons: str = Field(default="", max_length=LONG, description="Who else was there.")
    welfare: str = Field(default="", max_length=LONG, description="Safety and welfare of the source.")
    tasking: str = Field(default="", max_length=LONG, description="What the source was asked to do.")
    demands: str = Field(default="", max_length=LONG, description="What the source asked for.")
    offers: str = Field(default="", max_length=LONG, description="What was offered.")
    handed: str = Field(default="", max_length=LONG, description="What was handed over, by whom.")
    risk: str = Field(default="", max_length=LONG, description="What changed in the risk.")
    items: list[InformationItemRequest] = Field(
        default=[], max_length=50, description="The items of information."
    )
    draft: str = Field(default="", max_length=40, description="The draft that this was, by its id.")


class ContactReportView(Strict):
    """A report that was kept: its number, the numbers of the source reports that its items became (for the
    sanitiser), and the contact. ``entered`` is when it was typed in."""

    report: str
    code: str
    at: str
    entered: str
    items: list[str]
    remarks: list[Remark]


def report(at: ActingDesktop, asked: ContactReportRequest, _progress: Progress | None) -> ContactReportView:
    """Keep a contact and its report; for who handles the source. A report that is typed in late is kept with
    both times. Raises as the contact itself does (``covert-too-many-contacts``, ``covert-source-barred``,
    ``covert-in-the-future``), ``WrongUse`` (``covert-contact-ends-first``, ``covert-grade-guard``),
    ``Refused`` (``covert-not-handler``)."""
    body = handled(at, asked.code, "contact-report")
    if asked.ended < asked.started:
        raise WrongUse("covert-contact-ends-first")
    if asked.ended > clock.now():
        raise WrongUse("covert-in-the-future")
    for one in asked.items:
        if one.grade:
            guarded(one.grade, one.rests_on, one.official)
    made = contact(at, ContactRequest(code=body.code, at=asked.started), None)
    if asked.tasking.strip():
        used(at, "tasking", asked.started, body.authorisation, body.state_at(asked.started), body.code)
    if asked.offers.strip():
        used(at, "offer", asked.started, body.authorisation, body.state_at(asked.started), body.code)
    items = [
        kept(at, SourceReportRequest(code=body.code, at=asked.started, **one.model_dump()))
        for one in asked.items
    ]
    fields = {"code": body.code, "started": asked.started.isoformat(), "ended": asked.ended.isoformat()}
    fields |= {name: text for name in TEXTS if (text := str(getattr(asked, name)).strip())}
    if items:
        fields["items"] = " ".join(items)
    number = Vault(at.bench.door, at.actor, CONTACT).register(fields)
    if asked.draft:
        draft.over(at, asked.draft, "sent")
    return ContactReportView(
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
        items=[InformationItemRequest(text="سمع أن شحنة تصل قريباً", rests_on="uncorroborated")],
    )


OPERATIONS = (
    Operation(
        "contact-report",
        ContactReportRequest,
        ContactReportView,
        "act",
        "write-case",
        report,
        _example,
        needs=(by_source("handler"), draft.BY_OWNER),
    ),
)
