"""Records on records beside plain indexed SQL, in the same database and the same run.

A million records of one kind with six keys: one page of 50 by two keys and an order, one saving after
another. The reference is a table of the same columns with the index that somebody who knows the question
would make, read and written by the engine alone: no versions, no scope, no log. Goals: page p95 < 20 ms,
saving < 5 ms, each at most three times the reference.

    python benchmarks/records.py [--records 1000000] [--questions 200] [--postgres URL]
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import cast

from pydantic import BaseModel, ConfigDict

from tahqiq.model.kind import Key, Kind, written
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.database import Database, Value
from tahqiq.store.record_store import RecordStore
from tahqiq.store.record_table import columns, keyed, table_of
from tahqiq.store.stored_record import Record
from tahqiq.store.workspace import Workspace

STATES, UNITS, PLACES = ("open", "stored", "sent", "returned"), 200, 40
HOME = "desk-exhibits"
PAGE = 50


class Exhibit(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: str
    state: str
    unit: str
    place: str
    weight: int | None
    seized: date
    due: datetime


EXHIBIT = Kind(
    "exhibit",
    Exhibit,
    lambda body: body.number,
    "exhibits",
    Exhibit(
        number="1",
        state="open",
        unit="u1",
        place="p1",
        weight=1,
        seized=date(2026, 1, 1),
        due=datetime(2026, 1, 1, tzinfo=UTC),
    ),
    home="desk",
    keys=(
        Key("state", "text", lambda body: body.state),
        Key("unit", "text", lambda body: body.unit),
        Key("place", "text", lambda body: body.place),
        Key("weight", "integer", lambda body: body.weight),
        Key("seized", "day", lambda body: body.seized),
        Key("due", "time", lambda body: body.due),
    ),
    together=(("state", "unit", "due"),),
)
KIND = cast("AnyKind", EXHIBIT)
SCOPE = Scope(Actor("bench", "Bench", frozenset({"analyst"})), "work", frozenset({1, 2}))


def invented(count: int, draw: random.Random) -> Iterator[Record]:
    """Records in the order in which their ids sort."""
    for number in range(count):
        yield record(number, 1, draw)


def record(number: int, version: int, draw: random.Random) -> Record:
    """A version of the record with a number."""
    body = Exhibit(
        number=f"E-{number}",
        state=draw.choice(STATES),
        unit=f"u{draw.randrange(UNITS)}",
        place=f"p{draw.randrange(PLACES)}",
        weight=draw.choice([None, draw.randrange(10_000)]),
        seized=date(2020, 1, 1) + timedelta(days=draw.randrange(2_000)),
        due=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randrange(500_000)),
    )
    classes = frozenset({1, draw.choice([1, 2, 3])})
    return Record(
        f"{number:016x}",
        version,
        "exhibit",
        1,
        HOME,
        classes,
        "open",
        "2026-01-01T00:00:00Z",
        "bench",
        written(body),
    )


def fill(database: Database, count: int) -> None:
    """Put the records in: the bulk of them past the records, which takes one at a time, into the same tables;
    the reference beside them."""
    table = table_of(database, KIND)
    draw = random.Random(7)  # noqa: S311 (no secret)
    with database.transaction() as transaction:
        transaction.insert_many("shelf_rests", ("no", "classes"), [(1, "1"), (2, "1,2"), (3, "1,3")])
        transaction.execute(
            "CREATE TABLE reference (id TEXT PRIMARY KEY, state TEXT, unit TEXT, place TEXT, weight "
            "BIGINT, seized BIGINT, due BIGINT, body TEXT)"
        )
        transaction.execute("CREATE INDEX reference_asked ON reference (state, unit, due, id)")
        for name in ("place", "weight", "seized", "due"):
            transaction.execute(f"CREATE INDEX reference_{name} ON reference ({name}, id)")
    numbers_of = {"1": 1, "1,2": 2, "1,3": 3}
    batch: list[Record] = []

    def put() -> None:
        told = [",".join(map(str, sorted(item.classes))) for item in batch]
        keys = [keyed(KIND, item.body, 1) for item in batch]
        with database.transaction() as transaction:
            head = ("id", "version", "kind", "shape", "home", "classes", "state", "at", "actor", "body")
            rows = [
                (i.id, 1, "exhibit", 1, HOME, c, "open", i.at, i.actor, i.body)
                for i, c in zip(batch, told, strict=True)
            ]
            transaction.insert_many("shelf_record", head, rows)
            faces = [
                (i.id, 1, HOME, numbers_of[c], "open", i.at, *k)
                for i, c, k in zip(batch, told, keys, strict=True)
            ]
            transaction.insert_many(table, columns(KIND), faces)
            plain = [(i.id, *k[1:], i.body) for i, k in zip(batch, keys, strict=True)]
            transaction.insert_many(
                "reference", ("id", "state", "unit", "place", "weight", "seized", "due", "body"), plain
            )

    for item in invented(count, draw):
        batch.append(item)
        if len(batch) == 5_000:
            put()
            batch.clear()
    put()


def timed(ask: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1_000


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def page_of_shelf(records: RecordStore, state: str, unit: str) -> list[BaseModel]:
    found = records.find(SCOPE, KIND, HOME, {"state": state, "unit": unit}, "due", limit=PAGE)
    return [KIND.read(one.body, one.shape) for one in found.records]


def page_of_reference(database: Database, state: str, unit: str) -> list[dict[str, Value]]:
    rows = database.query(
        "SELECT id, body FROM reference WHERE state=? AND unit=? ORDER BY due, id LIMIT ?",
        (state, unit, PAGE),
    )
    return [json.loads(str(body)) for _, body in rows]


def save_in_reference(database: Database, made: Record) -> None:
    with database.transaction(durable=True) as transaction:
        transaction.execute("DELETE FROM reference WHERE id=?", (made.id,))
        values = (made.id, *keyed(KIND, made.body, 1)[1:], made.body)
        transaction.insert_many(
            "reference", ("id", "state", "unit", "place", "weight", "seized", "due", "body"), [values]
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--postgres", default="", help="a connection string of an empty database")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    workspace = Workspace.create(folder / "ws", given.postgres)
    database, records = workspace.database, RecordStore(workspace.database)
    began = time.process_time()
    fill(database, given.records)
    say(f"{given.records:,} records put in ({time.process_time() - began:.0f} s of CPU), {database.engine}")
    draw = random.Random(3)  # noqa: S311 (no secret)
    pages: tuple[list[float], list[float]] = ([], [])
    for _ in range(given.questions):
        state, unit = draw.choice(STATES), f"u{draw.randrange(UNITS)}"
        pages[0].append(timed(partial(page_of_shelf, records, state, unit)))
        pages[1].append(timed(partial(page_of_reference, database, state, unit)))
    savings: tuple[list[float], list[float]] = ([], [])
    for number in draw.sample(range(given.records), min(given.questions, given.records)):
        made = record(number, 2, draw)
        savings[0].append(timed(partial(records.add, KIND, made, ())))
        savings[1].append(timed(partial(save_in_reference, database, made)))
    say(f"{'':24}{'records p95':>12}{'plain SQL p95':>16}{'ratio':>8}")
    for name, (ours, plain) in {"page of 50, two keys": pages, "one saving": savings}.items():
        say(f"{name:24}{p95(ours):>9.2f} ms{p95(plain):>13.2f} ms{p95(ours) / p95(plain):>8.2f}")
    workspace.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
