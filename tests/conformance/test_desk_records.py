"""What every desk promises of the records it keeps: asked of each kind of the tutorial's desk, of one of
these tests and of all that are installed."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from tahqiq.access.verify import Verifier
from tahqiq.casework.record_writer import WritableRecords
from tahqiq.desk import desks, perform
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.custody.kinds import KINDS as CUSTODY_KINDS
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.model.kind import Kind, written
from tahqiq.model.line import Line, sealed
from tahqiq.store.stored_record import Record
from tests.seat import Seat
from tests.web.conftest import CANARY, Served

pytestmark = pytest.mark.usefixtures("packages")
OWN = {
    "visitors": ("visit",),
    "cargo": ("cargo-list", "cargo-outcome", "cargo-arrival", "cargo-rule", "cargo-assignment"),
    "findings": ("finding", "secret-finding", "findings-destruction"),
    "lab": (
        "lab-examination",
        "lab-examination-act",
        "lab-sequence",
        "lab-day",
        "lab-maintenance",
        "lab-reference",
        "lab-house-version",
        "lab-run-use",
        "lab-balance",
        "lab-balance-check",
    ),
    "passengers": (
        "watchlist",
        "passenger-hit",
        "passenger-travel",
        "passenger-flight",
        "passenger-file",
        "passenger-unmasking",
        "passenger-rule",
        "passenger-duty",
        "passengers-destruction",
    ),
    "reasoning": ("hypothesis-board", "hypothesis-evidence", "crime-script"),
    "covert": (
        "covert-law",
        "covert-authorisation",
        "covert-use",
        "covert-source",
        "covert-second-code",
        "covert-payment",
        "covert-risk",
        "covert-deconfliction",
        "covert-officer",
        "covert-deployment",
        "covert-deployment-line",
        "covert-exhibit",
        "covert-exhibit-act",
        "covert-draft",
        "covert-report",
        "covert-watch",
        "covert-watch-line",
        "covert-delivery",
        "covert-item",
        "covert-certificate",
        "covert-meeting",
    ),
    "custody": ("custody-booking",),
}
MADE = {
    "custody": (
        *(kind.name for kind in CUSTODY_KINDS if kind.name not in OWN["custody"]),
        "custody-form",
        "custody-view",
        "custody-clock",
    ),
    "visitors": ("visitors-form", "visitors-view", "visitors-clock"),
    "findings": ("finding-flow", "findings-form", "findings-form-inner", "findings-view", "findings-clock"),
    "lab": ("lab-examination-flow", "lab-reference-flow", "lab-form", "lab-view", "lab-clock"),
    "passengers": (
        "passenger-hit-flow",
        "passenger-unmasking-flow",
        "passenger-rule-flow",
        "passengers-form",
        "passengers-view",
        "passengers-clock",
    ),
    "covert": ("covert-form", "covert-view", "covert-clock"),
    "cargo": ("cargo-rule-flow", "cargo-form", "cargo-view", "cargo-clock"),
}
"""Kinds that are made from forms, flows, views and clocks, one of each sort asked what every kind is asked;
those of the custody desk are asked in tests/desks/custody/test_kinds.py."""


def kinds_of() -> list[tuple[str, str]]:
    made = [("findings", name) for name in ("finding-flow", "findings-form", "findings-form-inner")]
    return [*((name, kind) for name, kinds in OWN.items() for kind in kinds), *made]


def records_of(
    served: Served, login: str, name: str, kind: str
) -> tuple[WritableRecords[Any], str, Kind[Any]]:
    declared = desks()[name]
    found_kind = next(item for item in declared.kinds if item.name == kind)
    home = declared.file if found_kind.home == "desk" else served.case
    if found_kind.compartment == SOURCE_ID and SOURCE_ID not in served.door.cases.compartments(
        served.door.people.get("chief").id
    ):
        served.bench("owner").team.open_compartment(SOURCE_ID, "Identities of sources")
        served.door.cases.admit(SOURCE_ID, served.door.people.get("chief").id, "test")
    return (
        Seat(served.bench(login), declared, home, "work").records(found_kind),
        "" if found_kind.home == "desk" else served.case,
        found_kind,
    )


def test_every_kind_is_here() -> None:
    known = {(name, kind) for told in (OWN, MADE) for name, kinds in told.items() for kind in kinds}
    assert known == {(item.name, kind.name) for item in desks().values() for kind in item.kinds}


@pytest.mark.parametrize(("name", "kind"), kinds_of())
def test_a_record_comes_back_as_it_was_saved_and_stale_savings_are_refused(
    served: Served, name: str, kind: str
) -> None:
    records, case, declared = records_of(served, "chief", name, kind)
    first = records.save(declared.example, case)
    assert records.get(first.id, case).body == declared.example
    assert written(records.get(first.id, case).body) == written(declared.example)
    same = records.save(declared.example, case, first.id, first.version)
    assert same.version == first.version
    away = records.put_away(first.id, first.version, case)
    assert (away.version, away.state) == (2, "put-away")
    assert first.id not in [item.id for item in records.find({}, case, limit=500).records]
    with pytest.raises(Conflict, match="in the meantime" if declared.hides_actor else "Chief"):
        records.save(declared.example, case, first.id, 1)
    assert records.save(declared.example, case, first.id, 2).state == "open"
    assert [item.version for item in records.history(first.id, case)] == [3, 2, 1]
    for key in declared.keys:
        assert first.id in [
            item.id
            for item in records.find({key.name: key.of(declared.example)}, case, key.name, limit=500).records
        ]
    assert records.count({}, case)[None] == 1
    assert Verifier(served.door).verify().holds


@pytest.mark.parametrize(("name", "kind"), kinds_of())
def test_nobody_else_sees_or_counts_a_record(served: Served, name: str, kind: str) -> None:
    records, case, declared = records_of(served, "chief", name, kind)
    kept = records.save(declared.example, case)
    logins = ["outsider", "admin", "auditor"] + (
        ["insider"] if declared.compartment_of(declared.example) else []
    )
    for login in logins:
        other, _, _ = records_of(served, login, name, kind)
        if login == "insider":
            assert other.find({}, case).records == ()
            assert other.count({}, case) == {None: 0}
            with pytest.raises(NotFound):
                other.get(kept.id, case)
            with pytest.raises(NotFound):
                other.save(declared.example, case)
            continue
        refused = (NotFound, Refused)
        with pytest.raises(refused):
            other.find({}, case)
        with pytest.raises(refused):
            other.count({}, case)
        with pytest.raises(refused):
            other.get(kept.id, case)
        with pytest.raises(refused):
            other.save(declared.example, case)
    if not declared.compartment_of(declared.example):
        insider, _, _ = records_of(served, "insider", name, kind)
        assert insider.get(kept.id, case).body == declared.example


@pytest.mark.parametrize(("name", "kind"), kinds_of())
def test_verify_names_a_record_that_was_changed_added_or_taken_away_by_other_means(
    served: Served, name: str, kind: str
) -> None:
    records, case, declared = records_of(served, "chief", name, kind)
    changed, gone = records.save(declared.example, case), records.save(_numbered(declared, "another"), case)
    database = served.door.workspace.database
    with database.transaction() as transaction:
        transaction.execute("UPDATE shelf_record SET actor='somebody' WHERE id=?", (changed.id,))
        transaction.execute("DELETE FROM shelf_record WHERE id=?", (gone.id,))
    forged = Record(
        "f" * 16,
        1,
        declared.name,
        declared.shape,
        changed.home,
        frozenset({1}),
        "open",
        changed.at,
        changed.by,
        written(_numbered(declared, "forged")),
    )
    served.door.workspace.records.add(declared, forged, ())
    told = {
        (item.code, str(item.params["thing"]).split(".")[0])
        for item in Verifier(served.door).verify().findings
    }
    assert {
        ("decision-differs", changed.id),
        ("decision-missing", gone.id),
        ("decision-unlogged", forged.id),
        ("record-misplaced", gone.id),
    } <= told


def _numbered(declared: Kind[Any], number: str) -> BaseModel:
    """The example of a kind under a number of its own, where no two may have one."""
    if isinstance(declared.example, Line):
        return sealed(declared.example.model_copy(update={"log": number}))
    body: BaseModel = declared.example.model_copy(
        update={declared.numbered: number} if declared.numbered else {}
    )
    return body


def test_another_desks_kind_is_not_reached(served: Served) -> None:
    at_gate = Seat(served.bench("chief"), desks()["visitors"], "desk-visitors", "work")
    with pytest.raises(ValueError, match="no kind of the desk"):
        at_gate.records(desks()["findings"].kinds[0])


def test_a_reference_needs_to_be_seen_and_closes_the_record_to_who_does_not(
    served: Served, tmp_path: Path
) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"name,phone\n{CANARY} {CANARY},07901112223\n", "utf-8")
    chief = served.bench("chief")
    chief.collect([sheet], chief.deposit("Harbour", compartment="inner"))
    hidden = chief.search(CANARY).hits[0].id.hex()
    declared = desks()["findings"]
    write, listed = declared.operation("write"), declared.operation("list")
    with pytest.raises(NotFound, match=hidden):
        perform(
            served.bench("insider"), declared, write, write.asks(case="Harbour", words="x", about=[hidden])
        )
    told = perform(chief, declared, write, write.asks(case="Harbour", words=CANARY, about=[hidden]))
    mine, _, _ = records_of(served, "chief", "findings", "finding")
    assert [item.id for item in mine.about([hidden])] == [told.id]  # type: ignore[attr-defined]
    theirs, _, _ = records_of(served, "insider", "findings", "finding")
    assert theirs.about([hidden]) == []
    assert (
        CANARY in served.client("chief").get("/api/v1/desks/findings/list", params={"case": "Harbour"}).text
    )
    assert (
        CANARY
        not in served.client("insider").get("/api/v1/desks/findings/list", params={"case": "Harbour"}).text
    )
    assert perform(
        served.bench("insider"), declared, listed, listed.asks(case="Harbour", words=CANARY)
    ).model_dump() == {"findings": []}


@pytest.mark.parametrize("kind", ["finding", "secret-finding"])
def test_an_erasure_leaves_nothing_of_it_in_records(served: Served, tmp_path: Path, kind: str) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"name,phone\n{CANARY} {CANARY},07901112223\n", "utf-8")
    chief, owner = served.bench("chief"), served.bench("owner")
    owner.door.cases.add_member(served.case, owner.actor.id, "test")
    (taken,) = chief.collect([sheet], chief.deposit("Harbour"))
    person = chief.search(CANARY).hits[0].id.hex()
    records, case, declared = records_of(served, "chief", "findings", kind)
    first = records.save(declared.body(about=[{"entity": person}], words=f"ask {CANARY}", weight=3), case)
    records.save(
        declared.body(about=[{"entity": person}], words=f"{CANARY} again", weight=4), case, first.id, 1
    )
    other = records.save(declared.body(words="nothing of it", weight=5), case)
    assert CANARY in told_in(served)
    chief.acts.request_erasure(taken.source, "order 1")
    owner.approve_erasure(taken.source)
    for proposed in chief.words.all():
        chief.words.strike(proposed.id)
    assert CANARY not in told_in(served)
    assert records.get(other.id, case).body.words == "nothing of it"
    left = [item.body for item in records.history(first.id, case)]
    assert [(item.words, item.weight) for item in left] == (
        [("", 4), ("", 3)] if declared.erased else [("▒▒▒ again", 4), ("ask ▒▒▒", 3)]
    )
    assert Verifier(served.door).verify().holds


def told_in(served: Served) -> str:
    """Everything that tables of records hold."""
    database = served.door.workspace.database
    tables = ["shelf_record", *(str(row[0]) for row in database.query("SELECT name FROM shelf_table"))]
    return "\n".join(repr(row) for table in tables for row in database.query(f"SELECT * FROM {table}"))
