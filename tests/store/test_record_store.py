"""Records as they are stored, on both engines, against a plain list that answers the same questions."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from pydantic import BaseModel, ConfigDict

from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.model.kind import Key, Kind
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Scope
from tahqiq.model.statement import event_id
from tahqiq.store.database import Row, Value
from tahqiq.store.record_erasure import forget_things
from tahqiq.store.record_store import RecordStore
from tahqiq.store.record_table import table_of
from tahqiq.store.record_where import Between, OneOf
from tahqiq.store.stored_record import Record
from tahqiq.store.workspace import Workspace

from .conftest import TESTER
from .exhibits import (
    EXHIBIT,
    HIDDEN,
    HOME,
    OTHER,
    PLAIN,
    SCOPE,
    SEEN,
    Exhibit,
    early,  # noqa: F401 (a fixture)
    installed,  # noqa: F401 (a fixture)
    invented,
    read,
    record,
)


def answered(
    records: list[Record], keep: Callable[[Exhibit], bool], order: Callable[[Exhibit], Any], descending: bool
) -> list[str]:
    """The oracle: ids as ``find`` gives them, those without a value last."""
    seen = [
        item
        for item in records
        if item.home == HOME and item.state == "open" and item.classes <= SEEN and keep(read(item))
    ]
    present = [item for item in seen if order(read(item)) not in (None, "")]
    present.sort(key=lambda item: (order(read(item)), item.id), reverse=descending)
    return [
        item.id
        for item in [
            *present,
            *sorted((item for item in seen if item not in present), key=lambda item: item.id),
        ]
    ]


QUESTIONS: list[tuple[dict[str, Any], Callable[[Exhibit], bool]]] = [
    ({}, lambda _: True),
    ({"sealed": True, "number": "A-1"}, lambda body: body.sealed is True and body.number == "A-1"),
    ({"weight": Between(-5, 12)}, lambda body: body.weight is not None and -5 <= body.weight <= 12),
    ({"weight": Between(None, None)}, lambda body: body.weight is not None),
    (
        {"due": Between(datetime(1970, 1, 1, tzinfo=UTC), None)},
        lambda body: body.due is not None and body.due.year == 2026,
    ),
    ({"number": OneOf(("ب-7", None))}, lambda body: body.number in ("ب-7", "")),
    ({"seized": None}, lambda body: body.seized is None),
    ({"number": OneOf(())}, lambda _: False),
]


@pytest.mark.parametrize(("seed", "few"), [(0, 300), (1, 0), (2, 20)])
def test_pages_and_counts_are_those_of_a_plain_list(
    records: RecordStore, seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tahqiq.store.record_search.FEW", few)
    made = invented(seed, 120)
    for item in made:
        records.add(PLAIN, item, ())
    for where, keep in QUESTIONS:
        for order in ("number", "weight", "sealed", "seized", "due"):
            for descending in (False, True):
                wanted = answered(made, keep, lambda body, order=order: getattr(body, order), descending)  # type: ignore[misc]
                found: list[str] = []
                after = None
                while True:
                    page = records.find(SCOPE, PLAIN, HOME, where, order, descending, after, 7)
                    found += [item.id for item in page.records]
                    after = page.after
                    if after is None:
                        break
                assert found == wanted, (where, order, descending)
        assert records.count(SCOPE, PLAIN, HOME, where) == {None: len(wanted)}
    by_number = records.count(SCOPE, PLAIN, HOME, {}, "number")
    assert sum(by_number.values()) == len(answered(made, lambda _: True, lambda body: body.number, False))


def test_few_of_many_are_found_by_their_key_and_then_sorted(
    records: RecordStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.add_all(
        PLAIN, [record(number, Exhibit(number=f"A-{number}", weight=number % 2)) for number in range(800)]
    )
    asked: list[str] = []
    faced = records._faced

    def watched(kind: AnyKind, sorted_by: str, where: str, params: Sequence[Value]) -> list[Row]:
        asked.append(where)
        return faced(kind, sorted_by, where, params)

    monkeypatch.setattr(records, "_faced", watched)
    for where in (
        {"number": "A-7"},
        {"weight": 1},
        {"number": OneOf(tuple(f"A-{number}" for number in range(700)))},
    ):
        assert records.find(SCOPE, PLAIN, HOME, where).records
    sorted_then = [sql.count("ORDER BY +t.at") for sql in asked]
    assert sorted_then == ([1, 0, 1] if records._database.engine == "sqlite" else [0, 0, 0])


def test_last_written_first_in_pages(records: RecordStore) -> None:
    for number in range(9):
        records.add(PLAIN, record(number, Exhibit()), ())
    first = records.find(SCOPE, PLAIN, HOME, {}, "at", True, None, 5)
    second = records.find(SCOPE, PLAIN, HOME, {}, "at", True, first.after, 5)
    assert [item.id for item in (*first.records, *second.records)] == [
        f"{number:016x}" for number in reversed(range(9))
    ]
    assert second.after is None


def test_the_latest_version_is_found_and_every_one_kept(records: RecordStore) -> None:
    records.add(PLAIN, record(1, Exhibit(number="A-1")), ())
    records.add(PLAIN, record(1, Exhibit(number="B-2"), version=2), ())
    assert not records.find(SCOPE, PLAIN, HOME, {"number": "A-1"}).records
    (found,) = records.find(SCOPE, PLAIN, HOME, {"number": "B-2"}).records
    assert (found.version, read(found).number) == (2, "B-2")
    assert [read(item).number for item in records.history(SCOPE, PLAIN, HOME, found.id)] == ["B-2", "A-1"]
    assert read(records.get(SCOPE, PLAIN, HOME, found.id, 1)).number == "A-1"


def test_a_version_that_does_not_follow_is_refused_and_leaves_nothing(records: RecordStore) -> None:
    records.add(PLAIN, record(1, Exhibit(number="A-1")), ())
    for version in (1, 3):
        with pytest.raises(Conflict, match="in the meantime"):
            records.add(PLAIN, record(1, Exhibit(number="B"), version=version), ("f" * 32,))
    assert [item.thing for item in records.every()] == [f"{1:016x}.1"]
    assert records.about(SCOPE, PLAIN, [HOME], ["f" * 32]) == []


def test_what_rests_on_a_hidden_class_is_in_no_answer(records: RecordStore) -> None:
    records.add(PLAIN, record(1, Exhibit(number="A-1")), ("e" * 32,))
    records.add(
        PLAIN, record(1, Exhibit(number="B-2"), classes=frozenset({1, HIDDEN}), version=2), ("e" * 32,)
    )
    assert not records.find(SCOPE, PLAIN, HOME, {}).records
    assert records.count(SCOPE, PLAIN, HOME, {}) == {None: 0}
    assert records.count(SCOPE, PLAIN, HOME, {}, "number") == {}
    assert records.about(SCOPE, PLAIN, [HOME], ["e" * 32]) == []
    for version in (None, 1):
        with pytest.raises(NotFound):
            records.get(SCOPE, PLAIN, HOME, f"{1:016x}", version)
    everything = Scope(TESTER, "work", SEEN | {HIDDEN})
    assert [item.version for item in records.about(everything, PLAIN, [HOME], ["e" * 32])] == [2]


def test_a_record_of_another_home_or_kind_is_not_there(records: RecordStore) -> None:
    records.add(PLAIN, record(1, Exhibit(), home=OTHER), ())
    with pytest.raises(NotFound):
        records.get(SCOPE, PLAIN, HOME, f"{1:016x}")
    assert records.get(SCOPE, PLAIN, OTHER, f"{1:016x}").home == OTHER


def test_a_key_that_the_kind_has_not_is_said(records: RecordStore) -> None:
    with pytest.raises(WrongUse, match="colour") as told:
        records.find(SCOPE, PLAIN, HOME, {"colour": 1})
    assert "number, weight" in told.value.say("en").next_step
    with pytest.raises(WrongUse):
        records.find(SCOPE, PLAIN, HOME, {}, "colour")


def test_an_older_body_is_read_as_it_would_be_today(records: RecordStore) -> None:
    class Older(BaseModel):
        model_config = ConfigDict(extra="forbid")
        name: str

    first = cast(
        "AnyKind",
        Kind(
            "exhibit",
            Older,
            lambda body: body.name,
            "laboratory",
            Older(name=""),
            keys=(Key("number", "text", lambda body: body.name),),
        ),
    )
    records.add(
        first,
        Record(
            "1" * 16, 1, "exhibit", 1, HOME, frozenset({1}), "open", "2026-01-01", "tester", '{"name":"A-9"}'
        ),
        (),
    )
    second = Kind(
        "exhibit",
        Exhibit,
        lambda body: body.number,
        "laboratory",
        Exhibit(),
        keys=(Key("number", "text", lambda body: body.number),),
        shape=2,
        migrations={1: lambda body: {"number": body["name"]}},
    )
    (found,) = records.find(SCOPE, cast("AnyKind", second), HOME, {"number": "A-9"}).records
    assert second.read(found.body, found.shape) == Exhibit(number="A-9")
    with pytest.raises(KeyError):
        EXHIBIT.read("{}", 2)


def test_an_erasure_leaves_what_refers_to_an_event_that_stands(workspace: Workspace) -> None:
    """An event is no node: only those of the erased source are gone."""
    stands, gone = (event_id(prefix * 8, 0, 1).hex() for prefix in (b"a", b"b"))
    with workspace.database.transaction() as transaction:
        transaction.insert_many(
            "fact_key", ("source", "part", "key", "kind", "prefix"), [(1, 0, 0, "Call", b"a" * 8)]
        )
        transaction.insert_many(
            "shelf_reference", ("entity", "record", "kind"), [(stands, "one", "note"), (gone, "one", "note")]
        )
    forget_things(workspace.database, lambda *_given: nullcontext())
    assert workspace.database.query("SELECT entity FROM shelf_reference") == [(stands,)]


def other_kinds(count: int) -> list[AnyKind]:
    """Kinds that nobody has used yet."""
    return [
        cast(
            AnyKind,
            replace(cast("Kind[Any]", EXHIBIT), name=f"exhibit-{no}"),
        )
        for no in range(count)
    ]


def test_no_kind_ever_gets_the_table_of_another(workspace: Workspace) -> None:
    """A request that remembers, and others that make tables meanwhile."""
    kinds = other_kinds(2)
    database = workspace.database

    def elsewhere(*made: AnyKind) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: [table_of(database, one) for one in made]).result()

    with database.units.steady():
        database.query("SELECT name, made FROM shelf_table WHERE kind=?", (kinds[0].name,))
        elsewhere(kinds[0])
        table_of(database, kinds[0])
    elsewhere(kinds[1])
    assert len({table_of(database, one) for one in kinds}) == len(kinds)


def test_a_table_that_two_kinds_have_is_made_again_for_each(workspace: Workspace) -> None:
    one, other = other_kinds(2)
    store = RecordStore(workspace.database)
    with workspace.database.transaction() as transaction:
        transaction.execute("CREATE TABLE shelf_7 (id TEXT PRIMARY KEY)")
        transaction.insert_many(
            "shelf_table",
            ("kind", "name", "made"),
            [(kind.name, "shelf_7", kind.table) for kind in (one, other)],
        )
    assert store.count(SCOPE, one, HOME, {}) == store.count(SCOPE, other, HOME, {}) == {None: 0}
    assert table_of(workspace.database, one) != table_of(workspace.database, other)
