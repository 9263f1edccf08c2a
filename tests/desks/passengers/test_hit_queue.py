"""The queue of an officer: what waits, what speaks for and against, and that it becomes empty."""

from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hit_queue.operations import HitRequest, QueueRequest, detail, queue
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tests.desks.passengers.conftest import collected
from tests.desks.passengers.test_screening import used
from tests.seat import Seat


def screened(at: Seat, day: str = "260401") -> None:
    screen_file(
        at,
        AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE.replace("260401", day), f"{day}.edi")),
        None,
    )


def test_a_hit_waits_until_somebody_decides_and_shows_what_agrees(at: Seat) -> None:
    used(at)
    screened(at)
    told = queue(at, QueueRequest(), None)
    assert (told.waiting, [one.state for one in told.hits]) == (1, ["new"])
    found = detail(at, HitRequest(id=told.hits[0].id), None)
    assert [(one.name, one.agrees) for one in found.agreement] == [
        ("name", "yes"),
        ("birth", "yes"),
        ("document", "yes"),
    ]
    assert (found.booking["document"][0]["number"], found.hit.row, found.pushes, found.earlier) == (
        "X9000001",
        8,
        1,
        [],
    )
    assert "KAREEM JASIM ALSAMPLE" in found.things.values()
    lives = Lives(at, HIT)
    for transition, state in (("take", "review"), ("confirm", "confirmed")):
        lives.act(told.hits[0].id, transition, lives.of(at.shelf(HIT).get(told.hits[0].id)).sha256, "Seen")
        assert [one.state for one in queue(at, QueueRequest(state=state), None).hits] == [state]  # type: ignore[arg-type]
    lives.act(
        told.hits[0].id,
        "withdraw",
        lives.of(at.shelf(HIT).get(told.hits[0].id)).sha256,
        "Another mother's name",
    )
    assert queue(at, QueueRequest(), None).waiting == 0


def test_an_earlier_hit_of_the_same_pair_stands_beside(at: Seat) -> None:
    used(at)
    screened(at)
    screened(at, "260402")
    first, second = queue(at, QueueRequest(), None).hits
    assert [one.id for one in detail(at, HitRequest(id=second.id), None).earlier] == [first.id]
    assert queue(at, QueueRequest(flight=second.flight or ""), None).waiting == 1
