"""Somebody who can write to the database, but not to the log, neither destroys a source nor hides events
unnoticed."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import start
from tahqiq.kit import clock
from tahqiq.kit.errors import Damaged

from .conftest import CALLS, bench, codes, write


@pytest.fixture
def template(calls: Path) -> Path:
    return calls


def source(door: Door, name: str = "one.csv") -> str:
    return next(item.id for item in bench(door, "analyst").sources() if item.name == name)


def here(door: Door, public: str) -> bool:
    """Whether the original and the events of a source are still there."""
    row = door.workspace.database.query("SELECT sha256, no FROM source WHERE id=?", (public,))[0]
    (events,) = door.workspace.database.query(
        "SELECT SUM(rows) FROM fact_file WHERE state='published' AND layout='by_row'"
    )
    return row[0] in list(door.workspace.originals.all()) and events[0] == 4


ROW = (
    "INSERT INTO erasure (no, source, order_ref, state, requested_by, requested_at, approved_by, "
    "approved_at, counts)"
    " VALUES (1, (SELECT no FROM source WHERE id=?), 'Order 1', ?, ?, '2026-01-01T00:00:00Z', ?, ?, ?)"
)


def test_untouched_it_holds(door: Door) -> None:
    assert codes(door) == set()


def test_an_inserted_erasure_destroys_nothing_and_is_named(door: Door) -> None:
    public = source(door)
    chief, second = (door.people.get(login).id for login in ("chief", "second"))
    counts = json.dumps({public: {"bytes": 1}})
    write(door, ROW, public, "approved", chief, second, "2026-01-01T00:00:01Z", counts)
    write(door, "UPDATE source SET state='erasing' WHERE id=?", public)
    start(door)
    assert here(door, public)
    assert codes(door) == {"erasure-unproven"}


def test_an_inserted_request_cannot_be_approved(door: Door) -> None:
    public = source(door)
    write(door, ROW, public, "pending", door.people.get("chief").id, "", "", "{}")
    with pytest.raises(Damaged, match="log does not contain"):
        bench(door, "second").acts.approve_erasure(public)
    assert here(door, public)


@pytest.mark.parametrize(
    "change",
    ["order_ref='Order 2'", "requested_by=approved_by", "counts='{}'", "source=(SELECT MAX(no) FROM source)"],
)
def test_an_approval_is_bound_to_what_was_approved(door: Door, change: str) -> None:
    public, other = source(door), source(door, "two.csv")
    bench(door, "chief").acts.request_erasure(public, "Order 1")
    bench(door, "second").acts.sign_erasure(public)
    write(door, f"UPDATE erasure SET {change}")
    start(door)
    assert here(door, public)
    assert here(door, other)
    assert "erasure-unproven" in codes(door)


def test_a_refused_approval_proves_nothing(door: Door) -> None:
    public = source(door)
    bench(door, "chief").acts.request_erasure(public, "Order 1")
    with pytest.raises(Exception, match="cannot approve"):
        bench(door, "chief").acts.approve_erasure(public)
    chief = door.people.get("chief").id
    write(
        door, "UPDATE erasure SET state='approved', approved_by=?, approved_at='2026-01-01T00:00:00Z'", chief
    )
    start(door)
    assert here(door, public)


def test_a_lawful_erasure_is_still_carried_out(door: Door) -> None:
    public = source(door)
    bench(door, "chief").acts.request_erasure(public, "Order 1")
    bench(door, "second").acts.sign_erasure(public)
    start(door)
    assert not here(door, public)
    assert codes(door) == set()


def test_a_tombstone_whose_order_was_forged_afterwards_is_named(door: Door) -> None:
    public = source(door)
    bench(door, "chief").acts.request_erasure(public, "Order 1")
    bench(door, "second").acts.approve_erasure(public)
    write(door, "UPDATE erasure SET order_ref='Order 2'")
    assert codes(door) == {"tombstone-unproven"}


LAYOUTS = ("by_row", "by_party")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_events_that_were_taken_off_the_list_are_missed(door: Door, layout: str) -> None:
    write(
        door,
        "UPDATE fact_file SET state='retired' WHERE no=(SELECT MIN(no) FROM fact_file WHERE layout=?)",
        layout,
    )
    assert codes(door) == {"events-missing"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_that_is_gone_with_its_line_is_missed(door: Door, layout: str) -> None:
    path, no = door.workspace.database.query("SELECT path, MIN(no) FROM fact_file WHERE layout=?", (layout,))[
        0
    ]
    (door.workspace.root / "facts" / str(path)).unlink()
    write(door, "DELETE FROM fact_file WHERE no=?", no)
    assert codes(door) == {"events-missing"}


@pytest.mark.parametrize(
    "change", ["min_key = max_key + 1", "max_key = min_key - 1", "classes = '[]'", "rows = 0", "source = 0"]
)
def test_a_moved_line_of_the_list_is_named(door: Door, change: str) -> None:
    write(door, f"UPDATE fact_file SET {change} WHERE layout = 'by_party'")
    assert codes(door) == {"fact-file-line-differs"}


def test_an_old_file_put_back_in_the_place_of_another_is_named(door: Door) -> None:
    """The rows of all files together are as many as they should be."""
    for layout in ("by_row", "by_party", "by_place", "pairs"):
        rows = door.workspace.database.query("SELECT no FROM fact_file WHERE layout=? ORDER BY no", (layout,))
        if rows:
            columns = "kind, layout, path, sha256, rows, bytes, source, classes, min_key, max_key"
            gone, other = (int(str(row[0])) for row in rows)
            write(door, "DELETE FROM fact_file WHERE no=?", gone)
            write(
                door,
                (
                    f"INSERT INTO fact_file (no, {columns}, state) SELECT ?, {columns}, 'published' FROM "
                    "fact_file WHERE no=?"
                ),
                gone,
                other,
            )
    assert codes(door) == {"events-missing"}


def test_events_of_merged_files_still_hold(door: Door) -> None:
    person = bench(door, "analyst")
    for number in range(10):
        path = door.workspace.root.parent / f"more{number}.csv"
        path.write_text(CALLS.replace("2026", str(2000 + number)), "utf-8")
        person.collect([path], person.deposit("Harbour", zone="Asia/Baghdad"))
    assert any(file.source == 0 for file in door.workspace.catalogue.published_all())
    assert codes(door) == set()
    write(door, "UPDATE fact_file SET state='retired' WHERE layout='by_party' AND source=0")
    assert codes(door) == {"events-missing"}


def test_a_log_that_is_signed_by_another_key_is_named(door: Door) -> None:
    """The whole log written anew by somebody without the key, with heads that their own key signs."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from tahqiq.access.keys import public_bytes
    from tahqiq.access.log_head import signed_text

    own = Ed25519PrivateKey.generate()
    head = door.audit.head()
    text = signed_text(door.workspace.description.id, head.size, head.root, head.at)
    write(
        door,
        "UPDATE head SET public=?, signature=? WHERE size=?",
        public_bytes(own),
        own.sign(text),
        head.size,
        log=True,
    )
    assert codes(door) == {"audit-key-foreign"}


def test_a_head_that_vanished_is_named(door: Door) -> None:
    head = door.audit.head()
    write(door, "DELETE FROM head WHERE size=?", head.size, log=True)
    assert codes(door) == {"audit-head-gone"}


def test_a_head_is_called_by_the_fingerprint_of_its_key(door: Door) -> None:
    head = door.audit.head()
    digits = hashlib.sha256(head.public).hexdigest()[:32]
    assert str(head).endswith("key " + "-".join(digits[at : at + 4] for at in range(0, 32, 4)))


def test_events_whose_keys_were_swapped_are_named(door: Door) -> None:
    """An id of an event then leads to another row; so does an id whose beginning was given away."""
    rows = door.workspace.database.query("SELECT source, part, key, prefix FROM fact_key ORDER BY source")
    assert len(rows) == 2
    (one, *_, first), (two, *_, second) = rows
    write(door, "UPDATE fact_key SET prefix=? WHERE source=?", second, one)
    write(door, "UPDATE fact_key SET prefix=? WHERE source=?", first, two)
    assert codes(door) == {"events-differ"}


def test_a_clock_that_was_set_back_is_named(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime.now(UTC)
    monkeypatch.setattr(clock, "_now", lambda: at + timedelta(days=2))
    bench(door, "owner").open_case("Later")
    assert codes(door) == set()
    monkeypatch.setattr(clock, "_now", lambda: at)
    bench(door, "owner").open_case("Earlier")
    assert codes(door) == {"clock-went-back"}


def test_a_chain_of_custody_that_was_edited_is_named(door: Door) -> None:
    for sql in (
        "UPDATE custody SET actor='somebody' WHERE no=1",
        "DELETE FROM custody WHERE no=2",
        (
            "INSERT INTO custody (no, source, at, actor, act, detail) SELECT 99, source, at, actor, act, "
            "detail FROM custody WHERE no=3"
        ),
    ):
        write(door, sql)
        assert codes(door) == {"custody-differs"}
