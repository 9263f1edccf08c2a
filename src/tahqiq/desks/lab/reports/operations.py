"""``tahqiq lab report``: the report of an exhibit, with its seal. It leaves the program: who may export makes
it, and the log has the digest of what left."""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from tahqiq import __version__
from tahqiq.access.keys import fingerprint, public_bytes
from tahqiq.casework.flows.history import History
from tahqiq.casework.flows.history import Step as Taken
from tahqiq.casework.forms.declaration import say as in_words
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import MadeFile, Strict
from tahqiq.desk.custody import Step as Handling
from tahqiq.desk.lifecycles import Lives, Stands
from tahqiq.desk.lines import Lines
from tahqiq.desks.lab.examinations.lookup import REPORTED, examination_of
from tahqiq.desks.lab.examinations.operations import example
from tahqiq.desks.lab.examinations.record import ACT_LINE, EXAMINATION, Examination
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.file_names import file_name
from tahqiq.desks.lab.reported_runs.runs import reported_runs
from tahqiq.desks.lab.reports.layout import pdf
from tahqiq.desks.lab.reports.matter import Matter, Step, Version, hashes
from tahqiq.desks.lab.reports.seal import ENDING, Seal, checked_bytes, sealed
from tahqiq.desks.lab.reports.verification import ReportCheckRequest, VerifiedReportView, verified_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, Damaged, NotFound, Refused
from tahqiq.kit.messages import message, wanted

Language = Literal["ar", "en", "ckb", "kmr-Arab"]


class ReportRequest(Strict):
    """Which report."""

    exhibit: Annotated[str, ARGUMENT] = Field(
        min_length=1, max_length=100, description="The number of the exhibit, or the id of its examination."
    )
    case: str = Field(description="The case, by id or title.")
    language: Language = Field(default="ar", description="The language of the report: ar, en, ckb, kmr-Arab.")
    draft: bool = Field(
        default=False, description="A draft before the reviews are done; it says that it is one."
    )


class ReportView(Strict):
    """A report that was made: its file and the seal that belongs beside it. ``sha256`` is that of the PDF,
    ``content`` that of the examination's content; ``key`` the fingerprint of the key."""

    report: str
    exhibit: str
    version: int
    language: str
    released: bool
    sha256: str
    content: str
    key: str
    file: MadeFile
    seal: MadeFile


def make(at: ActingDesktop, asked: ReportRequest, _progress: Progress | None) -> ReportView:
    """Make a report. Raises ``Refused`` (``lab-report-blocked`` with what is wanting while the ledger does
    not hold or a review is missing, unless a draft is asked for; ``print-kept-inside``), ``Damaged``
    (``log-line-broken``), ``NotFound`` (``lab-no-exhibit``)."""
    kept = examination_of(at, asked.exhibit)
    door = at.bench.door
    try:
        at.records(EXAMINATION, at.leaving()).get(kept.id, at.home)
    except NotFound:
        raise Refused("print-kept-inside") from None
    stands = Lives(at, EXAMINATION).of(kept)
    released = stands.standing.state == "issued"
    if not released and not asked.draft:
        raise Refused(
            "lab-report-blocked", exhibit=kept.body.exhibit, why=" ".join(_wanting(kept.body, stands))
        )
    key = door.audit.signer()
    matter = matter_of(at, kept, stands, fingerprint(public_bytes(key)), asked.language)
    with door.audit.act(
        at.actor,
        "export",
        f"lab-report {kept.id}.{kept.version}",
        kept.home,
        {"language": asked.language, "content": stands.sha256},
    ) as outcome:
        data = pdf(matter, asked.language)
        digest = hashlib.sha256(data).hexdigest()
        outcome["sha256"] = digest
    issued = next((one.at for one in matter.steps if one.name == "administrative"), "")
    seal = Seal(
        report=matter.number,
        exhibit=kept.body.exhibit,
        language=asked.language,
        released=released,
        issued=issued,
        sha256=digest,
        content=stands.sha256,
        rests_on=hashes(kept.body),
        software=__version__,
    )
    name = file_name(f"report-{kept.body.exhibit}-{asked.language}", ".pdf")
    return ReportView(
        report=matter.number,
        exhibit=kept.body.exhibit,
        version=kept.version,
        language=asked.language,
        released=released,
        sha256=digest,
        content=stands.sha256,
        key=matter.key,
        file=MadeFile.of(name, "application/pdf", data),
        seal=MadeFile.of(name + ENDING, "application/json", sealed(seal, key)),
    )


def matter_of(
    at: Desktop, kept: RecordVersion[Examination], stands: Stands, key: str, language: str
) -> Matter:
    """Everything a report of an examination is made of."""
    versions = list(reversed(at.records(EXAMINATION).history(kept.id, at.home)))
    door = at.bench.door
    everybody = door.people.all()
    names = {one.id: one.name for one in everybody}
    steps = [
        Step(
            in_words(stands.flow.transitions[one.transition].label, language),
            one.transition,
            names.get(one.by, one.by),
            one.at.isoformat(),
            one.reason,
        )
        for one in _of_content(stands.history, stands.sha256)
    ]
    lacks = {lack for one in all_standings(kept.body) for lack in one.wanting}
    return Matter(
        number=f"{kept.id}.{kept.version}",
        case=door.cases.find(at.actor.id, at.home).title,
        body=kept.body,
        released=stands.standing.state == "issued",
        steps=steps,
        versions=_versions(versions, names),
        digest=stands.sha256,
        key=key,
        custody=_custody(at, kept),
        wanting={lack: message(f"lab-wants-{lack}", language, {"substance": ""}).sentence for lack in lacks},
        runs=reported_runs(at, kept.body, leaving=True),
        people={one.login: one.name for one in everybody if one.name},
    )


def _custody(at: Desktop, kept: RecordVersion[Examination]) -> list[Handling]:
    """Every act with the exhibit, as it was written down. Raises ``Damaged`` (``log-line-broken``) where the
    acts are not those that the examination names, and so not those that were signed with it."""
    acts, digest = list[Handling](), ""
    for one in Lines(at, ACT_LINE, kept.id).every():
        seal = one.body.seal()
        if (one.body.number, one.body.before, one.body.digest) != (len(acts) + 1, digest, seal):
            raise Damaged("log-line-broken", log=one.body.of, number=one.body.number, thing=one.id)
        acts.append(one.body.step)
        digest = seal
    named = kept.body.custody
    if named is not None and (len(acts) != named.acts or (named.line and named.line != digest)):
        raise Damaged("log-line-broken", log=kept.body.exhibit, number=len(acts), thing=kept.id)
    return acts


def _of_content(history: History, digest: str) -> list[Taken]:
    return [one for one in history.steps if one.sha256 == digest]


def _versions(versions: Sequence[RecordVersion[Examination]], names: dict[str, str]) -> list[Version]:
    verified_view = []
    before: dict[str, object] = {}
    for one in versions:
        now = one.body.model_dump(mode="json", exclude={"custody": {"line"}})
        verified_view.append(
            Version(
                one.version,
                names.get(one.by, one.by),
                one.at,
                [name for name, value in now.items() if before and before.get(name) != value],
            )
        )
        before = now
    return verified_view


def _wanting(body: Examination, where: Stands) -> list[str]:
    verified_view = [
        message(f"lab-wants-{lack}", wanted(), {"substance": one.substance}).sentence
        for one in all_standings(body)
        for lack in one.wanting
    ]
    state = in_words(where.flow.states[where.standing.state].label, wanted())
    return verified_view or [message("lab-report-state", wanted(), {"state": state}).sentence]


def check(at: Desktop, asked: ReportCheckRequest, _progress: Progress | None) -> VerifiedReportView:
    """Whether a report is what this house issued: its digest and its seal, which must be signed with the
    house's own key. Raises ``Damaged`` with what was changed (``lab-report-changed``, ``lab-seal-changed``,
    ``lab-seal-key``), ``NotFound`` (``lab-report-elsewhere``: of another case), ``Conflict``
    (``lab-report-superseded``: another was issued since, ``lab-report-recalled``: two people took it
    back)."""
    own = fingerprint(public_bytes(at.bench.door.audit.signer()))
    name = asked.name or f"{asked.sha256[:12]}.pdf"
    seal, key = checked_bytes(name, asked.sha256, asked.seal.encode(), name + ENDING, own)
    _current(at, seal)
    return verified_view("lab-report-own", seal, key, [])


def _current(at: Desktop, seal: Seal) -> None:
    """A genuine report of another case is not what stands here, nor one in whose place another was issued,
    one whose
    release was taken back, nor the draft of an earlier content."""
    identity, _, version = seal.report.rpartition(".")
    try:
        kept = at.records(EXAMINATION).get(identity, at.home)
    except NotFound:
        raise NotFound("lab-report-elsewhere", report=seal.shown) from None
    stands = Lives(at, EXAMINATION).of(kept)
    if seal.released and stands.standing.state not in REPORTED:
        raise Conflict("lab-report-recalled", report=seal.shown)
    if stands.sha256 != seal.content:
        raise Conflict("lab-report-superseded", report=seal.shown, version=version, now=kept.version)


def _checking(at: ActingDesktop) -> ReportCheckRequest:
    made = make(at, ReportRequest(exhibit=example(at).exhibit, case=at.home, language="en", draft=True), None)
    return ReportCheckRequest(
        case=at.home, sha256=made.sha256, seal=made.seal.content.decode(), name=made.file.name
    )


OPERATIONS = (
    Operation(
        "report",
        ReportRequest,
        ReportView,
        "act",
        "export",
        make,
        lambda at: ReportRequest(exhibit=example(at).exhibit, case=at.home, language="en", draft=True),
    ),
    Operation("report-check", ReportCheckRequest, VerifiedReportView, "act", "read-case", check, _checking),
)
