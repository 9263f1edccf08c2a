"""One person on a watchlist by name: compared only after a second person agreed, with basis and last day,
removed with a reason."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desk.inbox import inbox
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hit_queue.operations import HitRequest, QueueRequest, detail, queue
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.listed_people import operations as module
from tahqiq.desks.passengers.listed_people.operations import (
    ListedPersonAgreement,
    ListedPersonRequest,
    list_person,
)
from tahqiq.desks.passengers.lists_in_use.comparison import ComparedWatchlistView
from tahqiq.desks.passengers.watchlists.entries import people_listed
from tahqiq.desks.passengers.watchlists.examples import watchlist_request
from tahqiq.desks.passengers.watchlists.operations import (
    WatchlistEndRequest,
    WatchlistsView,
    end_watchlist,
    list_watchlists,
)
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.desks.passengers.watchlists.view import WatchlistView
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tests.desks.conftest import performed, person
from tests.desks.passengers.conftest import taken
from tests.seat import Seat


def agreement(identity: str, version: int) -> ListedPersonAgreement:
    return ListedPersonAgreement(id=identity, version=version, reason="The order was seen")


def wanted(**more: object) -> ListedPersonRequest:
    return ListedPersonRequest.model_validate(
        {
            "person": "كريم جاسم السامبل",
            "spellings": ["Kareem Jasim Alsample"],
            "birth": "1988",
            "papers": ["X9000001"],
            "listed_for": "Order 12; drugs",
            "basis": "Order 12 of the court",
            "owner": "Court",
            "until": "2027-01-01",
            **more,
        }
    )


def lists(at: Seat) -> WatchlistsView:
    return list_watchlists(at, NoQuestion(), None)


def test_a_person_is_compared_once_a_second_person_agreed(at: Seat) -> None:
    officer, second = person(at, "officer", "analyst"), person(at, "second", "analyst")
    made = performed(officer, "lists-person", wanted())
    assert isinstance(made, WatchlistView)
    assert (made.waits, made.in_use, made.people) == (True, False, 1)
    taken(at)
    assert at.records(HIT).find().records == ()
    due = [one for one in inbox(second, clock.now(), "en").items if one.id == made.id]
    assert [(one.why, one.title) for one in due] == [("task", "كريم جاسم السامبل (Court)")]
    assert [one for one in inbox(officer, clock.now(), "en").items if one.id == made.id] == []
    with pytest.raises(Refused):
        performed(officer, "lists-agree", agreement(made.id, made.version))
    performed(second, "lists-agree", agreement(made.id, made.version))
    (told,) = lists(officer).lists
    assert told.agreed_because == "The order was seen"
    assert told.form == "person"
    assert told.person is not None
    shown = told.person
    assert (shown.born, shown.documents, shown.reason) == (["1988"], ["X9000001"], "Order 12; drugs")
    assert shown.spellings == ["Kareem Jasim Alsample"]
    assert (told.in_use, told.asked_name, told.agreed_name, told.mine) == (True, "Officer", "Second", True)
    taken(at, name="again.edi")
    (hit,) = at.records(HIT).find().records
    assert (hit.body.why, hit.body.reason, hit.body.documents) == (
        "document",
        "Order 12; drugs",
        ["X9000001"],
    )
    with pytest.raises(Conflict):
        performed(second, "lists-agree", agreement(made.id, told.version))


def test_where_the_law_wants_no_second_person_none_is_asked_for(
    at: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = replace(law(), second_person=False)
    monkeypatch.setattr(module, "law", cache(lambda: own))
    assert list_person(at, wanted(), None).in_use


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"until": "2026-02-28"}, "passengers-list-past"),
        ({"birth": "", "papers": []}, "passengers-person-thin"),
    ],
)
def test_what_cannot_be_compared_is_not_listed(at: Seat, given: dict[str, object], code: str) -> None:
    with pytest.raises(WrongUse) as found:
        list_person(at, wanted(**given), None)
    assert found.value.code == code
    assert at.records(WATCHLIST).find().records == ()


def test_a_person_is_listed_once_and_removed_with_a_reason(at: Seat) -> None:
    made = list_person(at, wanted(), None)
    with pytest.raises(Conflict):
        list_person(at, wanted(), None)
    with pytest.raises(WrongUse):
        end_watchlist(at, WatchlistEndRequest(id=made.id), None)
    end_watchlist(at, WatchlistEndRequest(id=made.id, reason="The order was lifted"), None)
    assert lists(at).lists == []
    (kept,) = at.records(WATCHLIST).find(state="put-away").records
    assert kept.body.ended == "The order was lifted"
    assert list_person(at, wanted(until=date(2027, 6, 1)), None).id != made.id


def test_who_may_not_write_at_the_desk_lists_nobody(at: Seat) -> None:
    outside = at.bench.door.people.add("outside", "Outside", frozenset({"analyst"}), None, "test")
    stranger = Seat(type(at.bench)(at.bench.door, outside), at.desk, at.home, "work")
    made = list_person(at, wanted(), None)
    for who in (stranger, person(at, "guardian", "data-protection")):
        with pytest.raises((Refused, NotFound)):
            performed(who, "lists-person", wanted(person="Somebody else"))
        with pytest.raises((Refused, NotFound)):
            performed(who, "lists-agree", agreement(made.id, made.version))


def stepped(at: Seat, hit: str, transition: str) -> None:
    lives = Lives(at, HIT)
    lives.act(hit, transition, lives.of(at.records(HIT).get(hit)).sha256, "A reason")


def test_a_hit_on_an_entry_that_ended_is_closed_and_never_confirmed(at: Seat) -> None:
    officer, second = person(at, "officer", "analyst"), person(at, "second", "analyst")
    made = performed(officer, "lists-person", wanted())
    assert isinstance(made, WatchlistView)
    performed(second, "lists-agree", agreement(made.id, made.version))
    taken(at)
    (hit,) = queue(at, QueueRequest(), None).hits
    assert (hit.ended, hit.listed_as) == (False, "كريم جاسم السامبل")
    assert detail(at, HitRequest(id=hit.id), None).ended is None
    stepped(officer, hit.id, "take")
    with pytest.raises(Conflict):
        stepped(officer, hit.id, "close")
    end_watchlist(second, WatchlistEndRequest(id=made.id, reason="The judge lifted the order"), None)
    assert [one.ended for one in queue(at, QueueRequest(), None).hits] == [True]
    (owed,) = [one for one in inbox(officer, clock.now(), "en").items if one.id == hit.id]
    assert owed.label == "Close the hit on flight ZZ410: its list has ended"
    ended = detail(officer, HitRequest(id=hit.id), None).ended
    assert ended is not None
    assert (ended.reason, ended.by) == ("The judge lifted the order", "Second")
    with pytest.raises(Conflict) as found:
        stepped(officer, hit.id, "confirm")
    assert found.value.code == "passengers-entry-ended"
    may = Lives(officer, HIT).of(at.records(HIT).get(hit.id)).may
    assert [name for name, refusal in may.items() if refusal is None] == ["note", "doubt", "close"]
    stepped(officer, hit.id, "close")
    assert queue(at, QueueRequest(), None).waiting == 0
    again = performed(officer, "lists-person", wanted())
    assert isinstance(again, WatchlistView)
    performed(second, "lists-agree", agreement(again.id, again.version))
    taken(at, name="again.edi")
    assert [one.state for one in queue(at, QueueRequest(), None).hits] == ["new"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14/02/1990", "1990-02-14"),
        ("14-02-1990", "1990-02-14"),
        ("٥/٣/١٩٩٠", "1990-03-05"),
        ("1990", "1990"),
        ("2/1990", "1990-02"),
        ("1990-02", "1990-02"),
    ],
)
def test_a_birth_is_read_as_people_write_it(at: Seat, written: str, read: str) -> None:
    made = list_person(at, wanted(birth=written), None)
    assert [one.born for one in people_listed(at, made.source, "")[1].entries] == [[read]]


@pytest.mark.parametrize("written", ["31/2/1990", "soon", "2990", "5/3/90 10:00"])
def test_a_birth_that_is_none_is_refused_in_words(at: Seat, written: str) -> None:
    with pytest.raises(WrongUse) as found:
        list_person(at, wanted(birth=written), None)
    assert found.value.code == "passengers-person-birth"


def test_whoever_is_held_already_is_compared_as_the_second_person_agrees(at: Seat) -> None:
    """The same queue and the same decision as for a message that comes, in the same unit of work."""
    taken(at)
    officer, second = person(at, "officer", "analyst"), person(at, "second", "analyst")
    made = performed(officer, "lists-person", wanted())
    assert isinstance(made, ComparedWatchlistView)
    assert (made.compared, at.records(HIT).find().records) == (0, ())
    agreed = performed(
        second,
        "lists-agree",
        ListedPersonAgreement(id=made.id, version=made.version, reason="I read the order"),
    )
    assert isinstance(agreed, ComparedWatchlistView)
    (hit,) = at.records(HIT).find().records
    assert (agreed.compared, agreed.fresh, hit.body.list_id) == (1, 1, made.id)
    assert [one.id for one in queue(at, QueueRequest(), None).hits] == [hit.id]
    taken(at, "again.edi")
    assert len(at.records(HIT).find().records) == 1, "a message that comes again asks nobody twice"


def test_a_list_from_a_file_is_compared_with_passengers_already_held(at: Seat) -> None:
    taken(at)
    made = performed(at, "lists-add", watchlist_request(at))
    assert isinstance(made, ComparedWatchlistView)
    assert (made.compared, made.fresh) == (1, 1)
