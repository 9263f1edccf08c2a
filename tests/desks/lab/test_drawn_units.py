"""A sampling plan binds: what is said of all units rests on runs of those drawn, taken afterwards."""

import pytest

from tahqiq.desks.lab.examinations.ledger import Technique
from tahqiq.desks.lab.examinations.record import Draw, Entered, Examination
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.sampling_plans.operations import SamplingPlanRequest, plan
from tahqiq.desks.lab.sampling_plans.record import Picked

DRAWN = "2026-02-03T07:00:00+00:00"
PLAN = plan(SamplingPlanRequest(units=20, seed="4/1"))
PICKED = Draw(**PLAN.model_dump(include=set(Picked.model_fields)), at=DRAWN, by="analyst")


def entered(
    unit: int, data: str, at: str = "2026-02-03T08:00:00+00:00", technique: Technique = "infrared"
) -> Entered:
    """A finding of amphetamine in a unit."""
    return Entered(
        technique=technique,
        substance="amphetamine",
        outcome="positive",
        basis="reference-material",
        sampling=unit,
        reference="RM-1",
        data=data * 64,
        by="analyst",
        at=at,
    )


COLOUR = entered(1, "e", technique="colour-test")


def stands(*results: Entered, picked: list[Draw] | None = None) -> tuple[str, list[str]]:
    body = Examination(
        exhibit="4/1", picked=[PICKED] if picked is None else picked, results=[COLOUR, *results]
    )
    (one,) = all_standings(body)
    return one.holds, one.wanting


def test_four_of_twenty_need_four_runs_of_the_drawn_units() -> None:
    assert PLAN.examine == 4
    runs = [entered(unit, name) for unit, name in zip(PLAN.picks, "abcd", strict=True)]
    assert stands(*runs) == ("yes", [])
    assert stands(*runs[:3]) == ("unknown", ["drawn-units"])
    assert stands(runs[0], picked=[]) == ("yes", [])


@pytest.mark.parametrize("change", ["other unit", "same run", "no data", "before the draw"])
def test_what_is_of_no_drawn_unit_counts_for_none(change: str) -> None:
    runs = [entered(unit, name) for unit, name in zip(PLAN.picks, "abcd", strict=True)]
    other = next(unit for unit in range(1, 21) if unit not in PLAN.picks)
    runs[3] = {
        "other unit": entered(other, "d"),
        "same run": entered(PLAN.picks[3], "c"),
        "no data": entered(PLAN.picks[3], "", technique="thin-layer"),
        "before the draw": entered(PLAN.picks[3], "d", "2026-02-03T06:00:00+00:00"),
    }[change]
    assert stands(*runs) == ("unknown", ["drawn-units"])


def test_a_negative_that_the_plan_allows_for_is_one_run_less() -> None:
    allowed = PICKED.model_copy(update={"negatives": 1})
    runs = [entered(unit, name) for unit, name in zip(PLAN.picks[:3], "abc", strict=True)]
    assert stands(*runs, picked=[allowed]) == ("yes", [])
