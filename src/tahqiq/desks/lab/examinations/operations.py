"""What is asked of examinations: they are opened and corrected, and their ledger is shown."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.forms.answers import Unanswered
from tahqiq.casework.record_writer import fresh_id
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.acts import add_acts
from tahqiq.desk.custody import Step, step_of
from tahqiq.desk.lines import Lines
from tahqiq.desk.moment_fields import check_moments
from tahqiq.desk.moments import Happened
from tahqiq.desk.papers import Papers, taken_over
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.examinations.date_order import received_at, require_seized_before, require_wanted_after
from tahqiq.desks.lab.examinations.lookup import examination_of, working
from tahqiq.desks.lab.examinations.record import (
    ACT_LINE,
    EXAMINATION,
    EXAMPLE,
    Examination,
    ExhibitDetails,
    Intake,
)
from tahqiq.desks.lab.examinations.requests import ExaminationLogRequest, ExaminationVersionRequest
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.examinations.view import ExaminationView, view_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.messages import message, wanted


class ExhibitRequest(ExhibitDetails, CaseRequest, Intake):
    """An exhibit that comes to be examined."""

    received: Annotated[AwareDatetime | None, Happened(after=("seized_on",))] = Field(
        default=None, description="When it was received, with its zone; without one, now."
    )
    receipt: str = Field(
        default="", max_length=14, description="The number of its receipt sheet, which says what is left out."
    )


class IntakeRequest(Intake, ExaminationVersionRequest):
    """What is to be said otherwise of how an exhibit came; what is not named stays."""

    appearance: str | None = Field(default=None, max_length=2_000, description="What it looks like.")


def guarded(body: Examination) -> dict[str, object]:
    """What the flow of examinations asks: ``settled`` is true where the ledger says yes or no of every
    substance. Without any it is so where worksheets found nothing: that is a result; a pattern that was found
    needs results beside reference material."""
    view = all_standings(body)
    alone = bool(body.worksheets) and all(one.answer in ("none", "no-signs") for one in body.worksheets)
    return {"settled": bool(view or alone) and all(one.holds != "unknown" for one in view)}


def open_(at: ActingDesktop, asked: ExhibitRequest, _progress: Progress | None) -> ExaminationView:
    """Write down that an exhibit is examined: whoever brought it handed it over under its seal. What a
    receipt sheet says completes it. Raises ``Conflict`` (``lab-exhibit-there``), ``WrongUse``
    (``moment-field-ahead``, ``moment-field-order``: also of what the sheet says; ``lab-receipt-other``,
    ``form-not-sealed``, ``lab-due-before-receipt``), ``NotFound`` (``no-such-paper``)."""
    asked, unanswered = _with_receipt(at, asked)
    check_moments(at.desk, "examine", asked)
    require_wanted_after(asked.received or clock.now(), asked.due_on)
    if at.records(EXAMINATION).find({"exhibit": asked.exhibit}, at.home, limit=1).records:
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
    return view_of(at, at.records(EXAMINATION).save(body, case=at.home, new_id=own))


def _with_receipt(at: Desktop, asked: ExhibitRequest) -> tuple[ExhibitRequest, dict[str, Unanswered]]:
    if not asked.receipt.strip():
        return asked, {}
    draft = Papers(at).numbered("receipt", asked.receipt)
    other = draft.answers["exhibit"].values[0] if "exhibit" in draft.answers else asked.exhibit
    if draft.sealed and other.strip() != asked.exhibit.strip():
        raise WrongUse("lab-receipt-other", id=draft.paper, other=other, exhibit=asked.exhibit)
    made, unanswered = taken_over(at, "receipt", asked.receipt, asked)
    if "seal-found" not in draft.answers:
        return made, unanswered
    found = draft.answers["seal-found"].values[0]  # the sheet's own question: the report has to say it
    told = message(f"lab-seal-found-{found}", wanted(), {}).sentence
    condition = f"{told} {made.condition}".strip()
    return made.model_copy(update={"condition": condition}), {
        name: why for name, why in unanswered.items() if name != "condition"
    }


def _came(at: Desktop, asked: ExhibitRequest) -> list[Step]:
    when, own = asked.received or clock.now(), at.bench.person.login
    bringer = asked.brought_by.strip() or own
    code = "lab-came-why" if asked.seized_on is None else "lab-unseen-why"
    told = message(code, wanted(), {}).sentence  # nobody saw it taken and sealed here
    steps = [step_of("taken", asked.exhibit, when, bringer, why=told)]
    if asked.seal.strip():
        steps.append(step_of("sealed", asked.exhibit, when, bringer, seal=asked.seal.strip(), why=told))
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
    then. Raises ``WrongUse`` (``lab-seized-later``: after it was received;
    ``lab-due-before-receipt``: the report is wanted before that)."""
    kept = working(at, asked.examination)
    require_seized_before(at, kept, asked.seized_on)
    require_wanted_after(received_at(at, kept), asked.due_on)
    words = {name: getattr(asked, name) for name in asked.model_fields_set & set(Intake.model_fields)}
    appearance = kept.body.appearance if asked.appearance is None else asked.appearance
    now = {**words, "appearance": appearance}
    return changed(
        at,
        kept,
        asked.version,
        intake=kept.body.intake.model_copy(update=words),
        appearance=appearance,
        unanswered={name: why for name, why in kept.body.unanswered.items() if not now.get(name)},
    )


def look(at: Desktop, asked: ExaminationLogRequest, _progress: Progress | None) -> ExaminationView:
    """How an exhibit stands."""
    return view_of(at, examination_of(at, asked.examination), asked)


def changed(
    at: ActingDesktop, kept: RecordVersion[Examination], version: int, **fields: object
) -> ExaminationView:
    """Save an examination with other fields as the version after ``version``. The acts of one that an older
    program wrote stood in its text: it names the last of them from now on."""
    body = Examination.model_validate({**kept.body.model_dump(), **fields})
    if body.custody is not None and not body.custody.line:
        last = Lines(at, ACT_LINE, kept.id).last()
        body.custody.line = last.body.digest if last is not None else ""
    return view_of(at, at.records(EXAMINATION).save(body, case=at.home, identity=kept.id, version=version))


def example(at: ActingDesktop) -> ExaminationView:
    """An invented examination, for examples."""
    return open_(at, ExhibitRequest(case=at.home, exhibit=f"4/{clock.stamp()}"), None)


def exhibit_example(at: ActingDesktop, exhibit: str, received: datetime) -> tuple[str, int]:
    """The examination of an invented exhibit, opened where there is none: its id and version."""
    there = at.records(EXAMINATION).find({"exhibit": exhibit}, at.home, limit=1).records
    if there:
        return there[0].id, there[0].version
    view = open_(at, ExhibitRequest(case=at.home, exhibit=exhibit, received=received), None)
    return view.examination, view.version


def _opening(at: Desktop) -> ExhibitRequest:
    return ExhibitRequest(
        case=at.home,
        exhibit=f"{EXAMPLE.exhibit} {clock.stamp()}",
        seal="B-0093412",
        brought_by="مفرزة الضبط",
        packages=20,
    )


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
