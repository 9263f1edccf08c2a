"""What must be stated of an exhibit: beside what was looked for, what its sort asks (fenethylline found or
not in captagon) and what its package declares (a medicine)."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.examinations.counted import standing_results
from tahqiq.desks.lab.examinations.ledger import Standing, lacks, standings
from tahqiq.desks.lab.examinations.record import Entered, Examination, Sort
from tahqiq.desks.lab.sampling_plans.record import Picked
from tahqiq.model.kind import day_of


class _Rule(Strict):
    states: list[str]
    source: str
    verified: bool


@cache
def rules() -> dict[Sort, _Rule]:
    """What each sort asks (``required_substances.yaml``), with its source and whether that was verified."""
    text = files(__package__).joinpath("required_substances.yaml").read_text("utf-8")
    return TypeAdapter(dict[Sort, _Rule]).validate_python(yaml.safe_load(text))


def all_standings(body: Examination) -> list[Standing]:
    """Each substance of the ledger, then those that must be stated and are not in it: ``unknown``, with
    ``to-be-stated`` wanting. Where units were drawn, what was found counts for the exhibit when it was found
    in as many of them as the plan asks for (:func:`units_measured`)."""
    view = [_by_the_plan(body, one) for one in standings(standing_results(body))]
    there = {one.substance.casefold() for one in view}
    asked = dict.fromkeys(
        name.strip() for name in (*rules()[body.intake.sort].states, *body.intake.declared) if name.strip()
    )
    return [
        *view,
        *(
            Standing(substance=name, holds="unknown", wanting=["to-be-stated"], counted=[])
            for name in asked
            if name.casefold() not in there
        ),
    ]


def _by_the_plan(body: Examination, one: Standing) -> Standing:
    plan = body.plan
    if plan is None or one.holds != "yes":
        return one
    counted = [body.results[place - 1] for place in one.counted]
    if units_measured(plan, counted) >= plan.examine - plan.negatives:
        return one
    return one.model_copy(update={"holds": "unknown", "wanting": ["drawn-units"]})


def lacks_of(body: Examination) -> dict[int, list[str]]:
    """Why a result that was not withdrawn is not enough by itself, as codes of sentences, by its place (from
    1): what a positive one lacks, that it is none, that it is of no picked unit, that its unit was measured
    before it was picked."""
    found = {}
    for place, one in standing_results(body):
        if one.outcome != "positive":
            codes = ["lab-lacks-positive"]
        else:
            codes = [f"lab-wants-{lack}" for lack in lacks(one)]
        if (plan := body.plan) is not None and one.data:
            if one.sampling not in plan.picks:
                codes.append("lab-lacks-picked-unit")
            elif not measured_after(one, datetime.fromisoformat(plan.at)):
                codes.append("lab-lacks-after-pick")
        if codes:
            found[place] = codes
    return found


def units_measured(plan: Picked, results: Sequence[Entered]) -> int:
    """In how many of the units of a plan results found the substance: each by data of its own that were taken
    on the day of the draw (the clock of an instrument has no zone) or later."""
    drawn = datetime.fromisoformat(plan.at)
    data = {
        (one.sampling, one.data)
        for one in results
        if one.sampling in plan.picks and one.data and measured_after(one, drawn)
    }
    return min(len({unit for unit, _ in data}), len({digest for _, digest in data}))


def measured_after(one: Entered, drawn: datetime) -> bool:
    """Whether a result was measured after a draw; one entered by hand counts by when it was entered."""
    if one.measured is None:
        return bool(one.at) and datetime.fromisoformat(one.at) >= drawn
    return one.measured.acquired[:10] >= day_of(drawn).isoformat()
