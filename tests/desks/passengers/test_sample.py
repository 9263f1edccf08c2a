"""The invented case's courier is found by a list in another script and by a rule."""

from tahqiq.desks.passengers.hit_queue.operations import QueueRequest, queue
from tahqiq.desks.passengers.risk_rules.operations import RULE
from tahqiq.desks.passengers.sample import records
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.kit import clock
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
    now = clock.now()
    for one in at.records(TRAVEL).find().records:
        (booking,) = one.body.rows["booking"]
        assert booking["created"] < one.body.last.isoformat() <= now.isoformat()
        assert (one.body.origin, one.body.destination) == ("BGW", "IST")
        assert not any(row.get("checked_in") for row in one.body.rows["leg"])
    trials = {one.body.name: one.body.tested for one in at.records(RULE).find().records}
    assert {name: trial.hits for name, trial in trials.items() if trial} == {
        "courier": 2,
        "minor-with-stranger": 2,
    }
