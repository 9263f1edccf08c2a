"""What is asked of examinations: they are opened, corrected, and results are entered in their ledger."""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.forms.answers import Unanswered
from tahqiq.casework.record_writer import fresh_id
from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.acts import add_acts, strange_in
from tahqiq.desk.answers import Strict
from tahqiq.desk.custody import ExhibitStepView, Step, step_of, step_views
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.lines import LATEST, Lines, PageOfLog
from tahqiq.desk.moment_fields import check_moments
from tahqiq.desk.moments import Happened
from tahqiq.desk.papers import Papers, taken_over
from tahqiq.desks.lab.asked_of_sort import all_standings
from tahqiq.desks.lab.exhibit import (
    ACT_LINE,
    EXAMINATION,
    EXAMPLE,
    Entered,
    Examination,
    Intake,
    Picked,
    Weighing,
    Worksheet,
)
from tahqiq.desks.lab.ledger import Result, Standing
from tahqiq.desks.lab.sequence_of_dates import require_seized_before
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.messages import message, wanted


class ExhibitRequest(Intake):
    """An exhibit that comes to be examined."""

    case: str = Field(description="The case, by id or title.")
    exhibit: str = Field(min_length=1, max_length=100, description="The number of the exhibit.")
    seal: str = Field(default="", max_length=100, description="The number of the seal it came under.")
    appearance: str = Field(default="", max_length=2_000, description="What it looks like.")
    received: Annotated[AwareDatetime | None, Happened(after=("seized_on",))] = Field(
        default=None, description="When it was received, with its zone; without one, now."
    )
    receipt: str = Field(
        default="", max_length=14, description="The number of its receipt sheet, which says what is left out."
    )


class OneExaminationRequest(Strict):
    """Which examination."""

    case: str = Field(description="The case, by id or title.")
    examination: str = Field(description="The examination, by its id or the number of its exhibit.")


class ExaminationLogRequest(PageOfLog, OneExaminationRequest):
    """An examination with a page of what was done with the exhibit."""


class ExaminationVersionRequest(OneExaminationRequest):
    """An examination in the version that somebody saw."""

    version: int = Field(ge=1, description="The version of it that you saw.")


class IntakeRequest(Intake, ExaminationVersionRequest):
    """What is to be said otherwise of how an exhibit came; what is not named stays."""

    appearance: str | None = Field(default=None, max_length=2_000, description="What it looks like.")


class ResultRequest(ExaminationVersionRequest):
    """A result to enter."""

    result: Result = Field(description="What the technique said.")
    source: str = Field(
        default="",
        max_length=16,
        description="The data as a source of the case, by its id; its digest is taken for that of the data.",
    )


class SubstanceStandingView(Standing):
    """A substance with words: ``says`` what may be said of it, ``next_step`` what to do."""

    says: str
    next_step: str


class WorksheetView(Strict):
    """A worksheet in words: what the run shows, what to do, what such a run cannot say."""

    sheet: str
    answer: str
    run: str
    blank: str
    substrate: str
    says: str
    next_step: str
    limits: list[str]


class ExaminationView(Strict):
    """An examination as it stands. ``standings`` has a line for each substance; nothing that is not ``yes``
    there may be reported as found. ``holder`` has the exhibit now, ``seals`` are the whole ones. ``acts`` is
    how many acts with it there are, ``steps`` a page of them from the one with the number ``first`` on,
    ``odd`` says what is strange about those. ``people`` are the names of those in it who have an account, by
    their sign-in names."""

    examination: str
    version: int
    state: str
    exhibit: str
    seal: str
    appearance: str
    intake: Intake
    holder: str
    seals: list[str]
    acts: int
    first: int
    steps: list[ExhibitStepView]
    odd: list[str]
    picked: list[Picked]
    weighings: list[Weighing]
    results: list[Entered]
    worksheets: list[WorksheetView]
    standings: list[SubstanceStandingView]
    people: dict[str, str]
    receipt: str
    unanswered: dict[str, Unanswered]


def guarded(body: Examination) -> dict[str, object]:
    """What the flow of examinations asks: ``settled`` is true where the ledger says yes or no of every
    substance. Without any it is so where worksheets found nothing: that is a result; a pattern that was found
    needs results beside reference material."""
    told = all_standings(body)
    alone = bool(body.worksheets) and all(one.answer in ("none", "no-signs") for one in body.worksheets)
    return {"settled": bool(told or alone) and all(one.holds != "unknown" for one in told)}


def open_(at: ActingDesktop, asked: ExhibitRequest, _progress: Progress | None) -> ExaminationView:
    """Write down that an exhibit is examined: whoever brought it handed it over under its seal. What a
    receipt sheet says completes it. Raises ``Conflict`` (``lab-exhibit-there``), ``WrongUse``
    (``moment-field-ahead``, ``moment-field-order``: also of what the sheet says; ``lab-receipt-other``,
    ``form-not-sealed``), ``NotFound`` (``no-such-paper``)."""
    asked, unanswered = _with_receipt(at, asked)
    check_moments(at.desk, "examine", asked)
    if at.shelf(EXAMINATION).find({"exhibit": asked.exhibit}, at.home, limit=1).records:
        raise Conflict("lab-exhibit-there", exhibit=asked.exhibit)
    intake = Intake.model_validate({name: getattr(asked, name) for name in Intake.model_fields})
    own = fresh_id()
    body = Examination(
        exhibit=asked.exhibit,
        seal=asked.seal,
        appearance=asked.appearance,
        intake=intake,
        custody=add_acts(at, ACT_LINE, own, asked.exhibit, None, *_came(at, asked)),
        receipt=asked.receipt.strip().upper(),
        unanswered=unanswered,
    )
    return told(at, at.shelf(EXAMINATION).save(body, case=at.home, new_id=own))


def _with_receipt(at: Desktop, asked: ExhibitRequest) -> tuple[ExhibitRequest, dict[str, Unanswered]]:
    if not asked.receipt.strip():
        return asked, {}
    draft = Papers(at).numbered("receipt", asked.receipt)
    other = draft.answers["exhibit"].values[0] if "exhibit" in draft.answers else asked.exhibit
    if draft.sealed and other.strip() != asked.exhibit.strip():
        raise WrongUse("lab-receipt-other", id=draft.paper, other=other, exhibit=asked.exhibit)
    return taken_over(at, "receipt", asked.receipt, asked)


def _came(at: Desktop, asked: ExhibitRequest) -> list[Step]:
    when, own = asked.received or clock.now(), at.bench.person.login
    bringer = asked.brought_by.strip() or own
    steps = [step_of("taken", asked.exhibit, when - timedelta(seconds=2), bringer)]
    if asked.seal.strip():
        steps.append(
            step_of("sealed", asked.exhibit, when - timedelta(seconds=1), bringer, seal=asked.seal.strip())
        )
    if bringer != own:
        steps.append(
            step_of(
                "handed",
                asked.exhibit,
                when,
                bringer,
                taker=own,
                why=message("lab-handed-why", wanted(), {}).sentence,
            )
        )
    return steps


def correct(at: ActingDesktop, asked: IntakeRequest, _progress: Progress | None) -> ExaminationView:
    """Say otherwise how an exhibit came; the version before stays. A question that had no value has one
    then. Raises ``WrongUse`` (``lab-seized-later``: after it was received)."""
    kept = working(at, asked.examination)
    require_seized_before(at, kept, asked.seized_on)
    said = {name: getattr(asked, name) for name in asked.model_fields_set & set(Intake.model_fields)}
    appearance = kept.body.appearance if asked.appearance is None else asked.appearance
    now = {**said, "appearance": appearance}
    return changed(
        at,
        kept,
        asked.version,
        intake=kept.body.intake.model_copy(update=said),
        appearance=appearance,
        unanswered={name: why for name, why in kept.body.unanswered.items() if not now.get(name)},
    )


def enter(at: ActingDesktop, asked: ResultRequest, _progress: Progress | None) -> ExaminationView:
    """Enter a result; earlier ones stay as they are, in every version. Raises ``WrongUse`` (``lab-issued``)
    once the examination was released, ``lab-other-case`` where the data are those of another case,
    ``NotFound``."""
    kept = working(at, asked.examination)
    one = Entered(**asked.result.model_dump(), by=at.bench.person.login, at=clock.stamp())
    if asked.source:
        source, _ = at.bench.original(asked.source)
        if source.case != at.home:
            raise WrongUse("lab-other-case", name=source.name)
        one = one.model_copy(update={"data": source.sha256})
    return changed(at, kept, asked.version, results=[*kept.body.results, one])


def look(at: Desktop, asked: ExaminationLogRequest, _progress: Progress | None) -> ExaminationView:
    """How an exhibit stands."""
    return told(at, examination_of(at, asked.examination), asked)


def examination_of(at: Desktop, named: str) -> Kept[Examination]:
    """The examination of this id, or of the exhibit with this number. Raises ``NotFound``
    (``lab-no-exhibit``)."""
    found = at.shelf(EXAMINATION).find({"exhibit": named.strip()}, at.home, limit=1).records
    if found:
        return found[0]
    try:
        return at.shelf(EXAMINATION).get(named.strip(), at.home)
    except NotFound:
        raise NotFound("lab-no-exhibit", exhibit=named[:60]) from None


def working(at: Desktop, named: str) -> Kept[Examination]:
    """An examination that may still be written on. Raises ``WrongUse`` (``lab-issued``)."""
    kept = examination_of(at, named)
    if state_of(at, kept) == "issued":
        raise WrongUse("lab-issued", exhibit=kept.body.exhibit)
    return kept


def state_of(at: Desktop, kept: Kept[Examination]) -> str:
    """Where it stands in its reviews."""
    return Lives(at, EXAMINATION).of(kept).standing.state


def changed(at: ActingDesktop, kept: Kept[Examination], version: int, **fields: object) -> ExaminationView:
    """Save an examination with other fields as the version after ``version``. The acts of one that an older
    program wrote stood in its text: it names the last of them from now on."""
    body = Examination.model_validate({**kept.body.model_dump(), **fields})
    if body.custody is not None and not body.custody.line:
        last = Lines(at, ACT_LINE, kept.id).last()
        body.custody.line = last.body.digest if last is not None else ""
    return told(at, at.shelf(EXAMINATION).save(body, case=at.home, identity=kept.id, version=version))


def told(at: Desktop, kept: Kept[Examination], asked: PageOfLog = LATEST) -> ExaminationView:
    """An examination as an answer, with the latest acts or those of a page."""
    body, lines = kept.body, []
    for one in all_standings(body):
        said = message(f"lab-holds-{one.holds}", wanted(), {"substance": one.substance})
        next_steps = [
            message(f"lab-wants-{lack}", wanted(), {"substance": one.substance}).sentence
            for lack in one.wanting
        ]
        lines.append(
            SubstanceStandingView(
                **one.model_dump(), says=said.sentence, next_step=" ".join(next_steps) or said.next_step
            )
        )
    held, page = body.held, Lines(at, ACT_LINE, kept.id).page(asked)
    steps = [one.body.step for one in page]
    there = (
        {one.by for one in body.results}
        | {one.by for one in body.weighings}
        | {name for one in steps for name in (one.by, one.taker)}
        | {held.holder if held is not None else ""}
    )
    return ExaminationView(
        examination=kept.id,
        version=kept.version,
        state=state_of(at, kept),
        exhibit=body.exhibit,
        seal=body.seal,
        appearance=body.appearance,
        intake=body.intake,
        holder="" if held is None else held.holder,
        seals=[] if held is None else [one.number for one in held.seals],
        acts=body.custody.acts if body.custody is not None else 0,
        first=page[0].body.number if page else 0,
        steps=step_views(steps),
        odd=strange_in(page),
        picked=body.picked,
        weighings=body.weighings,
        results=body.results,
        worksheets=[_told_sheet(one) for one in body.worksheets],
        standings=lines,
        people={one.login: one.name for one in at.bench.door.people.all() if one.login in there and one.name},
        receipt=body.receipt,
        unanswered=body.unanswered,
    )


def sheet_words(one: Worksheet) -> dict[str, str | int]:
    """What the sentence of a worksheet's answer is filled with."""
    lacks = [name for name, holds in one.requirements if not holds]
    return {
        "signs": ", ".join(one.signs) or "-",
        "lacking": ", ".join(lacks) or "-",
        "count": len(one.requirements),
    }


def _told_sheet(one: Worksheet) -> WorksheetView:
    said = message(f"lab-sheet-says-{one.answer}", wanted(), sheet_words(one))
    return WorksheetView(
        sheet=one.sheet,
        answer=one.answer,
        run=one.run,
        blank=one.blank,
        substrate=one.substrate,
        says=said.sentence,
        next_step=said.next_step,
        limits=[message(code, wanted(), {}).sentence for code in one.limits],
    )


def example(at: ActingDesktop) -> ExaminationView:
    """An invented examination, for examples."""
    return open_(at, ExhibitRequest(case=at.home, exhibit=f"4/{clock.stamp()}", seal="B-0093412"), None)


def _opening(at: Desktop) -> ExhibitRequest:
    return ExhibitRequest(
        case=at.home,
        exhibit=f"{EXAMPLE.exhibit} {clock.stamp()}",
        seal="B-0093412",
        brought_by="مفرزة الضبط",
        packages=20,
    )


def _entering(at: ActingDesktop) -> ResultRequest:
    result = Result(
        technique="colour-test", substance="amphetamine", outcome="positive", basis="reference-material"
    )
    return ResultRequest(case=at.home, examination=example(at).examination, version=1, result=result)


OPERATIONS = (
    Operation("examine", ExhibitRequest, ExaminationView, "act", "write-case", open_, _opening),
    Operation(
        "intake",
        IntakeRequest,
        ExaminationView,
        "act",
        "write-case",
        correct,
        lambda at: IntakeRequest(
            case=at.home,
            examination=example(at).examination,
            version=1,
            condition="الختم سليم",
        ),
    ),
    Operation("result", ResultRequest, ExaminationView, "act", "write-case", enter, _entering),
    Operation(
        "ledger",
        ExaminationLogRequest,
        ExaminationView,
        "look",
        "read-case",
        look,
        lambda at: ExaminationLogRequest(case=at.home, examination=example(at).examination),
    ),
)
