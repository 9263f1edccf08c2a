"""What is asked of the facts, on small tables whose answers can be counted by hand."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.kit.errors import Damaged
from tahqiq.store.facts.occasions import Tolerance

from .conftest import T0, House, call, scope, shrink


def test_one_call_told_by_both_operators_is_one_event(house: House) -> None:
    house.put(1, [call(1, 2, 0), call(1, 2, 600), call(2, 1, 900)])
    house.put(2, [call(1, 2, 3, seconds=31), call(1, 2, 605), call(1, 3, 50)])
    two, three = house.store.contacts(scope(1), 1)
    assert (two.other, two.count, two.records, two.outgoing, two.incoming, two.seconds) == (2, 3, 5, 2, 1, 90)
    assert (two.first, two.last) == (T0, T0 + timedelta(seconds=900))
    assert (three.other, three.count) == (3, 1)
    assert house.store.contacts(scope(1), 1, tolerance=Tolerance(1.0))[0].count == 5
    assert house.store.counts(scope(1), 1).occasions == 4
    events = house.store.pair(scope(1), 1, 2)
    assert [[(record.source, record.row) for record in event.records] for event in events] == [
        [(1, 1), (2, 1)],
        [(1, 2), (2, 2)],
        [(1, 3)],
    ]


def test_equal_rows_of_one_source_are_told_and_counted_apart(house: House) -> None:
    house.put(1, [call(1, 2, 0), call(1, 2, 0), call(1, 2, 1), call(1, 2, None), call(1, 2, None)])
    (contact,) = house.store.contacts(scope(1), 1)
    assert (contact.count, contact.records) == (5, 5)
    assert house.store.overlap(scope(1), 1).doubles == 1


def test_overlapping_delivery_is_recognised(house: House) -> None:
    rows = [call(n % 4 + 1, n % 3 + 10, 60 * n) for n in range(50)]
    house.put(1, rows)
    house.put(2, rows[30:] + [call(1, 10, 60 * n) for n in range(60, 70)])
    found = house.store.overlap(scope(1), 2)
    assert (found.records, found.doubles, found.shared) == (30, 0, {1: 20})
    assert house.store.overlap(scope(1), 1).shared == {2: 20}


def test_unpublished_and_foreign_classes_do_not_show(house: House) -> None:
    house.put(1, [call(1, 2, 0, place=50)], class_no=1)
    house.put(2, [call(1, 3, 0, place=50)], class_no=2)
    house.put(3, [call(1, 4, 0, place=50)], class_no=1, publish=False)
    store = house.store
    for allowed, others in ((scope(1), {2}), (scope(2), {3}), (scope(1, 2), {2, 3}), (scope(), set())):
        assert {item.other for item in store.contacts(allowed, 1)} == others
        assert {item.other for item in store.neighbours(allowed, 1)} == others
        assert {record.b for record in store.at_place(allowed, 50)} == others
        assert {record.b for record in store.records_of(allowed, 1)} == others
        assert set(store.neighbours_of_many(allowed, [1]).other.tolist()) == others
        assert {link.b for link in store.links(allowed, [1])} == others
        assert sum(store.records(allowed).values()) == len(others)
        assert sum(batch.num_rows for batch in store.scan(allowed, "Call", "by_party")) == 2 * len(others)


def test_time_limits_order_and_number(house: House) -> None:
    house.put(1, [call(1, 2, 60 * n) for n in range(10)] + [call(1, 2, None)])
    store, all_of_it = house.store, scope(1)
    assert [record.row for record in store.records_of(all_of_it, 1)] == [11, *range(1, 11)]
    assert [record.row for record in store.records_of(all_of_it, 1, newest_first=True, limit=2)] == [10, 9]
    chosen = store.records_of(all_of_it, 1, since=T0 + timedelta(minutes=3), until=T0 + timedelta(minutes=5))
    assert [record.row for record in chosen] == [4, 5]
    with pytest.raises(ValueError, match="zone"):
        store.records_of(all_of_it, 1, since=T0.replace(tzinfo=None))


def test_the_place_is_that_of_one_side_only(house: House) -> None:
    house.put(1, [call(1, 2, 0, place=50, side=1), call(3, 4, 60, place=50, side=0)])
    assert [(item.other, item.stays) for item in house.store.co_located(scope(1), 2)] == [(3, 1)]
    assert house.store.co_located(scope(1), 1) == []
    assert house.store.co_located(scope(1), 4) == []


_where = st.lists(st.tuples(st.integers(1, 4), st.integers(50, 52), st.integers(0, 200)), max_size=60)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_where, st.sampled_from([0, 1, 10]), st.booleans())
def test_co_location_agrees_with_comparing_all_with_all(
    fresh: Callable[[], House], seen: list[tuple[int, int, int]], minutes: int, tiny: bool
) -> None:
    house = fresh()
    with pytest.MonkeyPatch.context() as patch:
        if tiny:
            shrink(patch)
        house.put(1, [call(who, 99, 60 * when, place=place) for who, place, when in seen])
    near = {
        (who, place, when)
        for who, place, when in seen
        if who != 1
        and any(one == 1 and there == place and abs(then - when) <= minutes for one, there, then in seen)
    }
    found = {item.other: item for item in house.store.co_located(scope(1), 1, minutes)}
    assert set(found) == {who for who, _, _ in near}
    for who, item in found.items():
        assert item.places == len({place for other, place, _ in near if other == who})
        assert item.records == sum(
            (other, place, when) in near for other, place, when in seen if other == who
        )
        assert item.first == T0 + timedelta(minutes=min(when for other, _, when in near if other == who))
        assert 1 <= item.stays <= item.records


def test_stays_join_what_belongs_together(house: House) -> None:
    house.put(
        1,
        [call(1, 9, 60 * minute, place=50) for minute in (0, 15, 60)]
        + [call(2, 9, 60 * minute, place=50) for minute in (5, 12, 69, 80)],
    )
    (met,) = house.store.co_located(scope(1), 1, 10)
    assert (met.other, met.stays, met.places, met.records) == (2, 2, 1, 3)


def test_links_point_from_the_party_that_acted_more(house: House) -> None:
    house.put(4, [call(2, 1, 0), call(2, 1, 60), call(1, 2, 120), call(1, 1, 5)])
    found = {(link.a, link.b): link for link in house.store.links(scope(1), [1, 2])}
    assert set(found) == {(2, 1), (1, 1)}
    link = found[2, 1]
    assert (link.kind, link.label, link.weight, link.data_class) == ("fact", "Call", 3, 1)
    assert (link.first, link.last) == ("2024-03-01T08:00:00Z", "2024-03-01T08:02:00Z")
    assert [item.source for item in link.evidence] == [4]


def test_zone_offset_is_proposed_with_its_support(house: House) -> None:
    rows = [(n % 3 + 1, n % 4 + 10, 977 * n, 10 + n) for n in range(40)]
    house.put(1, [call(a, b, when, seconds=long) for a, b, when, long in rows])
    house.put(
        2,
        [call(a, b, when + 3 * 3600 + n % 3, seconds=long) for n, (a, b, when, long) in enumerate(rows[10:])],
    )
    house.put(3, [call(7, 8, 5)])
    found = house.store.propose_zone_offset(scope(1), 1, 2)
    assert found is not None
    assert (found.offset, found.support, found.compared) == (timedelta(hours=3), 30, 30)
    assert house.store.propose_zone_offset(scope(1), 2, 1).offset == timedelta(hours=-3)  # type: ignore[union-attr]
    assert house.store.propose_zone_offset(scope(1), 1, 3) is None
    assert house.store.propose_zone_offset(scope(2), 1, 2) is None


def test_a_listed_file_that_is_gone_is_said_so(house: House) -> None:
    for file in house.put(1, [call(1, 2, 0)]):
        (house.root / file.path).unlink()
    with pytest.raises(Damaged) as caught:
        house.store.contacts(scope(1), 1)
    assert caught.value.code == "facts-file-missing"


def test_kinds_are_kept_apart(house: House) -> None:
    house.put(1, [call(1, 2, 0)])
    house.put(2, [call(1, 2, 0)], kind="Message")
    assert house.store.contacts(scope(1), 1)[0].count == 2
    assert house.store.contacts(scope(1), 1, kinds=["Message"])[0].count == 1
    assert {item.kind for item in house.store.neighbours(scope(1), 1)} == {"Call", "Message"}
    assert house.store.records(scope(1)) == {"Call": 1, "Message": 1}
