"""In the invented case the inspector finds, from the register alone, what was planted; the call a day after the order's end is in quarantine."""

from tahqiq.desk import Desktop, NoQuestion
from tahqiq.desks.covert.inspection import AskedInspection, inspect
from tahqiq.desks.covert.quarantine import quarantine
from tahqiq.desks.covert.sample import OTHER, SAMPLE
from tests.desks.conftest import Turn


def test_what_was_planted_is_found_and_the_late_call_is_held(at: Desktop, turn: Turn) -> None:
    turn("2024-04-12T08:00")
    case = at.bench.open_case("Sample").id
    assert SAMPLE.records is not None
    SAMPLE.records(Desktop(at.bench, at.desk, case, "work"), {})
    told = inspect(at, AskedInspection(seed=1, sample=100), None)
    assert sorted(one.code for one in told.findings) == [
        "covert-found-before",
        "covert-found-copied",
        "covert-found-paid",
        "covert-found-review",
    ]
    (held,) = quarantine(at, NoQuestion(), None).sources
    assert (held.facts, held.released, held.state) == (1, False, "expired")
    report = next(one for one in at.bench.sources() if one.grade == "europol-4x4:B4")
    assert (report.state, at.bench.search("الكيلوغرامات").total) == ("published", 1)
    other = next(hit for hit in at.bench.search(OTHER).hits if hit.schema == "PhoneNumber")
    assert at.bench.happenings(other.id.hex()).total == 2
    assert sum(at.bench.workspace.facts.records(at.bench.scope("analysis")).values()) == 2
