"""An examination as it is shown: how each substance stands, in words, and what was done with the exhibit."""

from tahqiq.casework.forms.answers import Unanswered
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.acts import strange_in
from tahqiq.desk.answers import Strict
from tahqiq.desk.custody import ExhibitStepView, step_views
from tahqiq.desk.lines import LATEST, Lines, PageOfLog
from tahqiq.desks.lab.examinations.announced import apart, weighed
from tahqiq.desks.lab.examinations.counted import out_of_count
from tahqiq.desks.lab.examinations.ledger import Standing
from tahqiq.desks.lab.examinations.lookup import state_of
from tahqiq.desks.lab.examinations.quantity import quantity
from tahqiq.desks.lab.examinations.record import (
    ACT_LINE,
    Draw,
    Entered,
    Examination,
    ExhibitDetails,
    Intake,
    Purity,
    Weighing,
    Worksheet,
)
from tahqiq.desks.lab.examinations.required_substances import all_standings, lacks_of
from tahqiq.desks.lab.examinations.seals import whole_seals
from tahqiq.desks.lab.examinations.stage import stage
from tahqiq.desks.lab.examinations.substance_names import spoken
from tahqiq.kit.messages import message, wanted


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


class ExaminationView(ExhibitDetails):
    """An examination as it stands. ``standings`` has a line for each substance; nothing that is not ``yes``
    there may be reported as found. ``holder`` has the exhibit now, ``seals`` are the whole ones. ``acts`` is
    how many acts with it there are, ``steps`` a page of them from the one with the number ``first`` on,
    ``odd`` says what is strange about those. ``uncounted`` says why a result does
    not count, by its place (from 1). ``people`` are the names of those in it who have an account, by
    their sign-in names. ``weighed`` is what all weighings come to in grams, ``apart`` how much more (or less)
    that is than what was announced, ``quantity`` the grams that are left of it ("" : not known). ``state`` is
    ``not-begun`` until something was done with it."""

    examination: str
    version: int
    state: str
    intake: Intake
    holder: str
    seals: list[str]
    acts: int
    first: int
    steps: list[ExhibitStepView]
    odd: list[str]
    picked: list[Draw]
    weighings: list[Weighing]
    purities: list[Purity]
    results: list[Entered]
    worksheets: list[WorksheetView]
    uncounted: dict[int, str]
    standings: list[SubstanceStandingView]
    people: dict[str, str]
    receipt: str
    unanswered: dict[str, Unanswered]
    weighed: str
    weight_difference: str
    quantity: str


def view_of(at: Desktop, kept: RecordVersion[Examination], asked: PageOfLog = LATEST) -> ExaminationView:
    """An examination as an answer, with the latest acts or those of a page."""
    body, lines = kept.body, []
    for one in all_standings(body):
        words = message(f"lab-holds-{one.holds}", wanted(), {"substance": spoken(one.substance, wanted())})
        next_steps = [
            message(f"lab-wants-{lack}", wanted(), {"substance": spoken(one.substance, wanted())}).sentence
            for lack in one.wanting
        ]
        lines.append(
            SubstanceStandingView(
                **one.model_dump(), says=words.sentence, next_step=" ".join(next_steps) or words.next_step
            )
        )
    held, page = body.held, Lines(at, ACT_LINE, kept.id).page(asked)
    steps = [one.body.step for one in page]
    there = (
        {one.by for one in body.results}
        | {one.by for one in body.weighings}
        | {one.by for one in body.purities}
        | {one.withdrawn.by for one in out_of_count(body) if one.withdrawn is not None}
        | {name for one in steps for name in (one.by, one.taker)}
        | {held.holder if held is not None else ""}
    )
    return ExaminationView(
        examination=kept.id,
        version=kept.version,
        state=stage(state_of(at, kept), body),
        exhibit=body.exhibit,
        seal=body.seal,
        appearance=body.appearance,
        intake=body.intake,
        holder="" if held is None else held.holder,
        seals=whole_seals(body),
        acts=body.custody.acts if body.custody is not None else 0,
        first=page[0].body.number if page else 0,
        steps=step_views(steps),
        odd=strange_in(page),
        picked=body.picked,
        weighings=body.weighings,
        purities=body.purities,
        results=body.results,
        uncounted=uncounted(body),
        worksheets=[_sheet_view(one) for one in body.worksheets],
        standings=lines,
        people={one.login: one.name for one in at.bench.door.people.all() if one.login in there and one.name},
        receipt=body.receipt,
        unanswered=body.unanswered,
        weighed="" if (total := weighed(body)) is None else f"{total:f}",
        weight_difference="" if (more := apart(body)) is None else f"{more:f}",
        quantity="" if (left := quantity(body)) is None else f"{left:f}",
    )


def uncounted(body: Examination) -> dict[int, str]:
    """Why results do not count, in words, by their places (from 1)."""
    return {
        place: " ".join(
            message(
                code, wanted(), {"substance": spoken(body.results[place - 1].substance, wanted())}
            ).sentence
            for code in codes
        )
        for place, codes in lacks_of(body).items()
    }


def sheet_words(one: Worksheet) -> dict[str, str | int]:
    """What the sentence of a worksheet's answer is filled with."""
    lacks = [name for name, holds in one.requirements if not holds]
    return {
        "signs": ", ".join(one.signs) or "-",
        "lacking": ", ".join(lacks) or "-",
        "count": len(one.requirements),
    }


def _sheet_view(one: Worksheet) -> WorksheetView:
    words = message(f"lab-sheet-says-{one.answer}", wanted(), sheet_words(one))
    return WorksheetView(
        sheet=one.sheet,
        answer=one.answer,
        run=one.run,
        blank=one.blank,
        substrate=one.substrate,
        says=words.sentence,
        next_step=words.next_step,
        limits=[message(code, wanted(), {}).sentence for code in one.limits],
    )
