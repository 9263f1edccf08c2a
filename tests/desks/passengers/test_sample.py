"""The invented case's courier is found by a list in another script and by a rule."""

from tahqiq.desks.passengers.hit_queue.operations import QueueRequest, queue
from tahqiq.desks.passengers.risk_rules.operations import RULE
from tahqiq.desks.passengers.sample import records
from tests.seat import Seat

COURIER = {
    "role": "courier",
    "ar": "كريم جاسم محمد السامبل",
    "latin": "Kareem Jasim Al-Sample",
    "born": "1988-02-14",
}


def test_the_courier_is_found_across_scripts_and_by_the_rule_and_nobody_else_is(at: Seat) -> None:
    told = records(at, {"people": [{**COURIER, "role": "driver"}, COURIER]})
    assert told == {
        "watchlist": 1,
        "passenger-hit": 1,
        "passenger-travel": 12,
        "passenger-flight": 1,
        "passenger-file": 1,
        "passenger-rule": 2,
    }
    (hit,) = queue(at, QueueRequest(), None).hits
    assert (hit.traveller, hit.listed, hit.why, hit.birth) == (
        "KAREEM JASIM AL-SAMPLE",
        COURIER["ar"],
        "name-and-birth",
        "same-year",
    )
    trials = {one.body.name: one.body.tested for one in at.records(RULE).find().records}
    assert {name: trial.hits for name, trial in trials.items() if trial} == {
        "courier": 2,
        "minor-with-stranger": 2,
    }
