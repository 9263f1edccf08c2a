"""In the invented case the inspector finds, from the register alone, what was planted; the call a day after the order's end is in quarantine."""

from tahqiq.desk import Desktop, NoQuestion
from tahqiq.desks.covert.field.delivery import DELIVERY, mass
from tahqiq.desks.covert.field.deployment import DEPLOYMENT
from tahqiq.desks.covert.inspection import AskedInspection, inspect
from tahqiq.desks.covert.quarantine import quarantine
from tahqiq.desks.covert.sample import OTHER, SAMPLE
from tests.desks.conftest import Turn


def test_what_was_planted_is_found_and_the_late_call_is_held(at: Desktop, turn: Turn) -> None:
    turn("2024-04-12T08:00")
    case = at.bench.open_case("Sample").id
    assert SAMPLE.records is not None
    made = SAMPLE.records(Desktop(at.bench, at.desk, case, "work"), {})
    assert {name: at.shelf(at.desk.kind(name)).count({})[None] for name in made} == made
    (sent,) = at.shelf(DELIVERY).find({}).records
    weight = mass(at, sent.body)
    assert (weight.came_in, weight.in_hand, weight.closes) == ("40000", "40000", True)
    (out,) = at.shelf(DEPLOYMENT).find({}).records
    assert out.body.instructions.signed_at is not None
    assert out.body.started_at is not None
    assert out.body.instructions.signed_at < out.body.started_at
    assert [one.what for one in out.body.log] == ["words", "buy", "contact"]
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
