"""The sterile corridor: a source report lies in the vault; somebody who does not handle the source writes the
intelligence report that leaves it, under a number of its own. That one came of the other stands in the vault
alone, so that what the core can say of an intelligence report ends with it, for everybody alike."""

import json
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.identity_words import stands
from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation, Stated
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.covert.corridor.copied_words import copied
from tahqiq.desks.covert.corridor.grade_guard import BASES, CONFIRMED, Basis, guarded, left_open
from tahqiq.desks.covert.corridor.record import LISTED, LONG, REPORT, ListedReport, SourceReportDetails
from tahqiq.desks.covert.corridor.wording_rules import clean, window
from tahqiq.desks.covert.identities import says_who
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sources.examples import handled_example
from tahqiq.desks.covert.sources.record import SourceRef, by_source, handled, handles, of_code
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused, WrongUse
from tahqiq.model.kind import day_of


class SourceMoment(Strict):
    """When a source said something."""

    code: str = Field(description="The source, by its code.")
    at: Annotated[AwareDatetime, Happened()] = Field(description="When it was said, with its zone.")


class SourceReportRequest(SourceReportDetails, SourceMoment):
    """What a source said."""


class SourceReportReference(Strict):
    """A source report."""

    report: str = Field(description="The source report, by its number.")


class IntelligenceReportRequest(SourceReportReference):
    """The intelligence report that leaves the vault."""

    case: str = Field(description="The case that it goes to, by its id or title.")
    text: str = Field(
        min_length=3,
        max_length=LONG,
        description="The report: no first person, moment, unit, place, officer or source.",
    )
    since: Annotated[date, MAY_LIE_AHEAD] = Field(description="The first day of the window of time.")
    until: Annotated[date, MAY_LIE_AHEAD] = Field(
        description="The last day of the window; at least two days later."
    )
    grade: str = Field(description="The grade, as scheme and code: europol-4x4, uk-3x5x2 or admiralty.")
    handling: str = Field(description="The handling code: open, internal, no-court, originator, no-copy.")
    mitigation: str = Field(
        default="",
        max_length=2_000,
        description=(
            "Where only one person can know it: what is done (delayed, merged, held), and why that does."
        ),
    )
    second: str = Field(
        default="", description="A source report of another source that confirms it, by its number."
    )


class SourceReportView(Strict):
    """A source report as it lies in the vault. ``grade`` is the handler's own, "" for none; ``grades`` are
    those that what it rests on leaves open; ``issued`` says how many intelligence reports came of it;
    ``handles`` whether the person handles its source, so that somebody else lets it out."""

    report: str
    at: str
    rests_on: str
    official: bool
    knowable: bool
    names: list[str]
    text: str
    grade: str
    grades: list[str]
    issued: int
    handles: bool


class ListedReportView(Strict):
    """A source report without what it says: ``issued`` is whether an intelligence report came of it."""

    report: str
    at: str
    rests_on: Basis
    issued: bool


class ListedReportsView(Strict):
    """The source reports that the person may sanitise: of sources that they do not handle."""

    reports: list[ListedReportView]


class SourceReportAnswer(Strict):
    """A source report that was taken in."""

    report: str
    at: str


class IntelligenceReportAnswer(Strict):
    """An intelligence report: its number, the original that it is in the core, its window of time, grade and
    handling."""

    number: str
    source: str
    since: str
    until: str
    grade: str
    handling: str


FEW = 200
"""The most reports that are listed, those that wait first."""


def listed(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> ListedReportsView:
    """The source reports that the person may sanitise, those that wait first, then the last said; nothing of
    what was said is opened."""
    found = [
        one.body
        for one in at.records(LISTED).every(order="said")
        if not handles(at, of_code(at, one.body.code).body, at.actor.id)
    ]
    found.sort(key=lambda one: (one.issued_at is not None, -one.at.timestamp()))
    return ListedReportsView(
        reports=[
            ListedReportView(
                report=one.number, at=stamp(one.at), rests_on=one.rests_on, issued=one.issued_at is not None
            )
            for one in found[:FEW]
        ]
    )


def write(at: ActingDesktop, asked: SourceReportRequest, _progress: Progress | None) -> SourceReportAnswer:
    """Take what a source said into the vault; for who handles the source. Raises ``Refused``
    (``covert-not-handler``), ``NotFound`` (``no-such-compartment``), ``WrongUse`` (``covert-grade-guard``,
    ``covert-grade-none``, ``unknown-grade``)."""
    body = handled(at, asked.code, "corridor-write")
    if asked.grade:
        guarded(asked.grade, asked.rests_on, asked.official)
    return SourceReportAnswer(
        report=keep_report(at, asked.model_copy(update={"code": body.code})), at=stamp(asked.at)
    )


def read(at: Desktop, asked: SourceReportReference, _progress: Progress | None) -> SourceReportView:
    """Read a source report in the vault; every reading is in the log. Raises ``NotFound``
    (``no-such-compartment``, ``vault-none``)."""
    held = _vault(at).read(asked.report)
    basis, official = _basis(held["basis"]), "official" in held
    return SourceReportView(
        report=needed(asked.report),
        at=stamp(datetime.fromisoformat(held["at"])),
        rests_on=basis,
        official=official,
        knowable="knowable" in held,
        names=json.loads(held.get("names", "[]")),
        text=held["text"],
        grade=held.get("grade", ""),
        grades=left_open(basis, official),
        issued=len(json.loads(held.get("issued", "[]"))),
        handles=handles(at, of_code(at, held["code"]).body, at.actor.id),
    )


def issue(
    at: ActingDesktop, asked: IntelligenceReportRequest, _progress: Progress | None
) -> IntelligenceReportAnswer:
    """Write the intelligence report of a source report and let it into a case. Raises ``Refused``
    (``covert-sanitiser-handles``), ``WrongUse`` (``covert-report-first-person``, ``covert-report-moment``,
    ``covert-report-window-short``, ``covert-report-window-off``, ``covert-report-copied``,
    ``covert-report-place``, ``covert-report-officer``, ``covert-report-source``,
    ``covert-report-mitigation``, ``covert-grade-guard``, ``covert-grade-none``, ``covert-grade-scheme``,
    ``covert-grade-second``, ``unknown-grade``, ``unknown-handling``), ``NotFound`` (``no-such-compartment``,
    ``vault-none``)."""
    vault = _vault(at)
    held = vault.read(asked.report)
    body = of_code(at, held["code"]).body
    if handles(at, body, at.actor.id):
        at.bench.door.audit.refused(
            at.actor, "covert.corridor-issue", "", "covert-sanitiser-handles", at.home
        )
        raise Refused("covert-sanitiser-handles")
    moment = datetime.fromisoformat(held["at"])
    window(moment, asked.since, asked.until)
    clean(asked.text, moment, json.loads(held.get("names", "[]")))
    run = copied(asked.text, held["text"])
    if run:
        raise WrongUse("covert-report-copied", word=run)
    _nobody(at, body, asked.text)
    if "knowable" in held and not asked.mitigation.strip():
        raise WrongUse("covert-report-mitigation")
    grade = guarded(asked.grade, _basis(held["basis"]), "official" in held)
    if asked.second or (grade.scheme == "admiralty" and grade.code[1:2] == CONFIRMED):
        _independent(vault, asked.second, held["code"])
    number = mint()
    stated = Stated(
        number,
        "Document",
        {"title": [number], "bodyText": [asked.text], "description": [f"{asked.since}/{asked.until}"]},
    )
    made = at.publish(number, [stated], str(grade), asked.handling)
    link = {"number": number, "mitigation": asked.mitigation.strip(), "second": asked.second}
    vault.amend(
        asked.report,
        {"issued": json.dumps([*json.loads(held.get("issued", "[]")), link], ensure_ascii=False)},
    )
    for one in at.records(LISTED).every({"number": needed(asked.report), "waits": True}):
        at.records(LISTED).save(
            one.body.model_copy(update={"issued_at": clock.now()}), "", one.id, one.version
        )
    return IntelligenceReportAnswer(
        number=number,
        source=made.source,
        since=asked.since.isoformat(),
        until=asked.until.isoformat(),
        grade=str(grade),
        handling=asked.handling,
    )


def _vault(at: Desktop) -> Vault:
    return Vault(at.bench.door, at.actor, REPORT)


def _basis(text: str) -> Basis:
    return next(one for one in BASES if one == text)


def keep_report(at: ActingDesktop, asked: SourceReportRequest) -> str:
    """Put a source report into the vault, and that it is there into the list of who sanitises; its number."""
    fields = {"code": asked.code, "at": asked.at.isoformat(), "text": asked.text, "basis": asked.rests_on}
    if asked.grade:
        fields["grade"] = asked.grade
    if asked.names:
        fields["names"] = json.dumps(asked.names, ensure_ascii=False)
    fields |= {name: "yes" for name in ("official", "knowable") if getattr(asked, name)}
    number = _vault(at).register(fields)
    at.records(LISTED).save(
        ListedReport(number=number, code=asked.code, at=asked.at, rests_on=asked.rests_on)
    )
    return number


def _nobody(at: Desktop, body: SourceRef, text: str) -> None:
    """Raises ``WrongUse`` where a text says an officer who handles the source (``covert-report-officer``), or
    the source (``covert-report-source``)."""
    handlers = (one for one in at.bench.door.people.all() if handles(at, body, one.id))
    if any(stands(text, name) for one in handlers for name in (one.login, one.name)):
        raise WrongUse("covert-report-officer")
    if stands(text, body.code) or stands(text, body.code.replace("-", "")) or says_who(at, body.code, text):
        raise WrongUse("covert-report-source")


def _independent(vault: Vault, second: str, code: str) -> None:
    """Raises ``WrongUse`` (``covert-grade-second``) without a second report, or where it is of the same
    source: looked up in the vault, and nothing else is said."""
    if not second or vault.read(second)["code"] == code:
        raise WrongUse("covert-grade-second")


def _example(at: ActingDesktop, *people: str) -> SourceReportRequest:
    return SourceReportRequest(
        code=handled_example(at, *people),
        at=clock.now(),
        text="قال لي صاحب الدكان إن أربعين كيلوغراماً تصل قريباً",
        rests_on="uncorroborated",
        names=["سوق العينة"],
        knowable=True,
    )


def _intelligence(at: ActingDesktop) -> IntelligenceReportRequest:
    report, day = keep_report(at, _example(at)), day_of(clock.now())
    return IntelligenceReportRequest(
        report=report,
        case=at.home,
        text="تفيد معلومات بوصول شحنة تقدر بعشرات الكيلوغرامات خلال أيام",
        since=day - timedelta(days=3),
        until=day + timedelta(days=3),
        grade="europol-4x4:B4",
        handling="internal",
        mitigation="أُجّلت يومين ودُمجت مع غيرها",
    )


def _listing(at: ActingDesktop) -> NoQuestion:
    keep_report(at, _example(at))
    return NoQuestion()


OPERATIONS = (
    Operation(
        "corridor-write",
        SourceReportRequest,
        SourceReportAnswer,
        "act",
        "write-case",
        write,
        lambda at: _example(at, at.actor.id),
        group="corridor",
        needs=(by_source("handler"),),
    ),
    Operation(
        "corridor-list",
        NoQuestion,
        ListedReportsView,
        "look",
        "read-case",
        listed,
        _listing,
        group="corridor",
        compartment=SOURCE_ID,
    ),
    Operation(
        "corridor-read",
        SourceReportReference,
        SourceReportView,
        "look",
        "read-case",
        read,
        lambda at: SourceReportReference(report=keep_report(at, _example(at))),
        group="corridor",
        compartment=SOURCE_ID,
    ),
    Operation(
        "corridor-issue",
        IntelligenceReportRequest,
        IntelligenceReportAnswer,
        "act",
        "deposit",
        issue,
        _intelligence,
        group="corridor",
        leaves=True,
        compartment=SOURCE_ID,
    ),
)
