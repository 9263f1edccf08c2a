"""What the inbox shows of the desk: only what the person may decide, hits by the time of their flight."""

from datetime import date

from tahqiq.desk.inbox import Item, inbox
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.watchlists.operations import WatchlistEndRequest, add_watchlist, end_watchlist
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, WatchlistRequest
from tahqiq.kit import clock
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import collected, listed, taken
from tests.seat import Seat


def due_at(at: Seat, locale: str = "en") -> list[Item]:
    return list(inbox(at, clock.now(), locale).items)


def hit_step(at: Seat, hit: str, transition: str, reason: str = "") -> None:
    lives = Lives(at, HIT)
    lives.act(hit, transition, lives.of(at.records(HIT).get(hit)).sha256, reason)


def test_a_hit_is_due_when_its_flight_lands_until_somebody_decided(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T00:10")
    listed(at)
    taken(at)
    officer = person(at, "officer", "analyst")
    (hit,) = at.records(HIT).find().records
    (line,) = [one for one in due_at(officer) if one.kind == HIT.name]
    assert (line.label, line.id, line.standing) == ("Decide the hit on flight ZZ410", hit.id, "soon")
    assert "ALSAMPLE" in line.title
    hit_step(officer, hit.id, "take")
    (line,) = [
        one for one in due_at(officer) if one.kind == HIT.name
    ]  # one line, not one of the flow beside it
    hit_step(officer, hit.id, "confirm", "Same document")
    (line,) = [one for one in due_at(officer) if one.kind == HIT.name]
    assert line.label == "Refer the person on flight ZZ410 or withdraw the match"
    hit_step(officer, hit.id, "refer", "Order 12")
    assert [one for one in due_at(officer) if one.kind == HIT.name] == []
    chief = person(at, "chief", "supervisor")
    assert [one.why for one in due_at(chief) if one.kind == HIT.name] == ["approval"]
    hit_step(chief, hit.id, "agree", "Order 12 was seen")
    assert [one for one in due_at(chief) if one.kind == HIT.name] == []


def test_who_may_not_write_or_decide_is_told_of_no_hit(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T00:10")
    listed(at)
    taken(at)
    guardian = person(at, "guardian", "data-protection")
    assert [one for one in due_at(guardian) if one.kind == HIT.name] == []


def test_hits_of_former_weeks_are_one_line_with_their_number(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T00:10")
    listed(at)
    taken(at)
    turn("2026-05-20T00:10")
    (line,) = [one for one in due_at(at) if one.key == "older-hits"]
    assert (line.label, line.to, line.standing) == ("Older hits to decide: 1", "registers/hits", "overdue")


def test_a_watchlist_is_due_a_week_before_it_ends_and_until_it_is_removed(at: Seat, turn: Turn) -> None:
    source = collected(at, "name;birth year\nKareem Alsample;1988\n", "list.csv")
    made = add_watchlist(
        at,
        WatchlistRequest(
            source=source, name="Court list", basis="Order 12", owner="Court", until=date(2026, 3, 20)
        ),
        None,
    )
    assert [one.standing for one in due_at(at) if one.kind == WATCHLIST.name] == ["later"]
    turn("2026-03-15T08:00")
    (line,) = [one for one in due_at(at) if one.kind == WATCHLIST.name]
    assert (line.title, line.standing) == ("Court list", "soon")
    turn("2026-03-21T08:00")
    (line,) = [one for one in due_at(at) if one.kind == WATCHLIST.name]
    assert (line.label, line.standing) == ("Watchlist has ended: renew it or remove it", "overdue")
    end_watchlist(at, WatchlistEndRequest(id=made.id), None)
    assert [one for one in due_at(at) if one.kind == WATCHLIST.name] == []
