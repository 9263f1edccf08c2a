"""The queue of an officer: what waits, what speaks for and against, and that it becomes empty."""

from datetime import date

from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.whole import whole
from tahqiq.desks.passengers.hit_queue.operations import HitRequest, QueueRequest, detail, queue
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.retention.operations import apply_due
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.watchlists.examples import SAMPLE_LIST
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import collected, listed, taken
from tests.desks.passengers.test_retention import BOOKING
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
    assert not [name for name in found.things.values() if name.startswith("Ticket")]
    lives = Lives(at, HIT)
    for transition, state in (("take", "review"), ("confirm", "confirmed")):
        lives.act(told.hits[0].id, transition, lives.of(at.records(HIT).get(told.hits[0].id)).sha256, "Seen")
        assert [one.state for one in queue(at, QueueRequest(state=state), None).hits] == [state]  # type: ignore[arg-type]
    lives.act(told.hits[0].id, "doubt", lives.of(at.records(HIT).get(told.hits[0].id)).sha256, "Other mother")
    assert [one.state for one in queue(at, QueueRequest(state="doubted"), None).hits] == ["doubted"]
    other = Lives(person(at, "second", "analyst"), HIT)
    other.act(told.hits[0].id, "agree-doubt", other.of(at.records(HIT).get(told.hits[0].id)).sha256, "Yes")
    assert queue(at, QueueRequest(), None).waiting == 0


def test_an_earlier_hit_of_the_same_pair_stands_beside(at: Seat) -> None:
    used(at)
    screened(at)
    screened(at, "260402")
    first, second = queue(at, QueueRequest(), None).hits
    assert [one.id for one in detail(at, HitRequest(id=second.id), None).earlier] == [first.id]
    assert queue(at, QueueRequest(flight=second.flight or ""), None).waiting == 1


def test_a_hit_of_the_same_listed_person_stands_beside_whoever_travelled(at: Seat) -> None:
    listed(at)
    taken(at)
    taken(at, SAMPLE_MESSAGE.replace("KAREEM", "KARIM").replace("ZZ410", "ZZ412"), "other.edi")
    one, other = queue(at, QueueRequest(), None).hits
    (beside,) = detail(at, HitRequest(id=other.id), None).earlier
    assert (beside.id, beside.traveller) == (one.id, one.traveller)
    assert one.traveller != other.traveller


def test_a_list_with_another_document_number_speaks_against_the_hit(at: Seat) -> None:
    used(at, text=SAMPLE_LIST.replace("X9000001", "A1234567"))
    screened(at)
    (hit,) = queue(at, QueueRequest(), None).hits
    (document,) = [one for one in detail(at, HitRequest(id=hit.id), None).agreement if one.name == "document"]
    assert (hit.why, document.traveller, document.listed, document.agrees) == (
        "name-and-birth",
        ["X9000001"],
        ["A1234567"],
        "no",
    )


def test_a_document_of_a_fellow_traveller_is_not_compared(at: Seat) -> None:
    used(at, text=SAMPLE_LIST.replace("X9000001", "A1234567"))
    fellow = "TIF+ALTEST+HUDA:A:2'SSR+DOCS:HK::ZZ:::::P/IRQ/A1234568/IRQ/14FEB90/F/01JAN30/ALTEST/HUDA'"
    leg = "TVL+030426:0930:030426:1215+IST+BGW+ZZ+410:Y'"
    text = BOOKING.replace(leg, f"{fellow}{leg}")
    screen_file(at, AirlineFileRequest(source=collected(at, text, "two.edi")), None)
    (hit,) = queue(at, QueueRequest(), None).hits
    (document,) = [one for one in detail(at, HitRequest(id=hit.id), None).agreement if one.name == "document"]
    assert document.traveller == ["X9000001"]


def test_the_basis_is_the_order_and_the_reason_why_the_list_names_the_person(at: Seat) -> None:
    used(at, text=SAMPLE_LIST.replace("Order 12", "Wanted for murder"))
    screened(at)
    found = detail(at, HitRequest(id=queue(at, QueueRequest(), None).hits[0].id), None)
    assert (found.basis, found.hit.of_list, found.hit.reason) == ("Order 12", "National", "Wanted for murder")
    assert at.records(WATCHLIST).find().records[0].body.basis == found.basis


def test_a_masked_hit_hides_with_whom_the_traveller_was_compared(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    used(at)
    screened(at)
    turn("2026-10-01T03:00")
    apply_due(at, date(2026, 10, 1))
    (kept,) = at.records(HIT).find().records
    (hit,) = queue(at, QueueRequest(days=400), None).hits
    found = detail(at, HitRequest(id=hit.id), None)
    assert found.hit.masked and found.agreement == [] and found.booking == {}  # noqa: PT018
    told = f"{found.model_dump_json()} {kept.body.model_dump_json(exclude={'closed'})}"
    assert [one for one in ("السامبل", "ALSAMPLE", "X9000001", "1988") if one in told] == []
    fields = {one.name for one in whole(at, "passenger-hit", hit.id, "en").fields}
    assert "masked" in fields
    assert not fields & {"closed", "stands_for"}


def test_the_record_of_a_hit_speaks_words_and_leaves_out_what_only_programs_read(at: Seat) -> None:
    used(at)
    screened(at)
    (hit,) = queue(at, QueueRequest(), None).hits
    fields = {one.name: one for one in whole(at, "passenger-hit", hit.id, "ar").fields}
    assert not fields.keys() & {"mark", "pair", "list_id", "entry", "entry_row", "travel"}
    assert (fields["why"].cell.labels, fields["birth"].cell.labels) == (("الوثيقة نفسها",), ("السنة نفسها",))
    things = fields["parts"].things
    assert things is not None
    (relation, *_) = [part.labels for row in things.rows for part in row if part.name == "relation"]
    assert relation == ("كتابة أخرى",)
