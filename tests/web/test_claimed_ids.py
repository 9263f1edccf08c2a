"""A file that claims an id: it tells its depositor nothing of what stands under it elsewhere, and nobody
else's data gives way (decision 0020)."""

import csv
import json
from pathlib import Path

import pytest

from tahqiq.collect.collection_result import Collected
from tahqiq.collect.exchange_row import OURS
from tahqiq.formats.ftm import STATEMENT_COLUMNS
from tahqiq.kit.errors import NotFound
from tahqiq.model.statement import fragment_id, identifier_id, statement_id
from tahqiq.workbench import Workbench

from .conftest import Served

NUMBER = "+9647901112223"
PHONE = identifier_id("PhoneNumber", "", NUMBER)
SHA = "ab" * 32
FORGED = "Forged Name"


def collect(bench: Workbench, path: Path, case: str, mapping: str | None = None) -> list[Collected]:
    return bench.collect([path], bench.deposit(case), mapping)


def ftm(folder: Path) -> Path:
    """FollowTheMoney data that calls a phone's id a person."""
    path = folder / "claims.ftm.json"
    path.write_text(
        json.dumps({"id": PHONE.hex(), "schema": "Person", "properties": {"name": [FORGED]}}) + "\n", "utf-8"
    )
    return path


def exchange(folder: Path, identity: bytes = PHONE, schema: str = "Person", prop: str = "name") -> Path:
    """An exchange file in which every hash is right and the id is somebody else's."""
    row = {
        "id": statement_id(SHA, 0, 2, 1, identity, prop, FORGED, "").hex(),
        "entity_id": identity.hex(),
        "canonical_id": identity.hex(),
        "prop": prop,
        "schema": schema,
        "value": FORGED,
        "dataset": "x",
        "first_seen": "2024-01-01T00:00:00Z",
        "tahqiq:source_sha256": SHA,
        "tahqiq:source_name": "x.csv",
        "tahqiq:part": "0",
        "tahqiq:part_kind": "file",
        "tahqiq:row": "2",
        "tahqiq:column": "1",
        "tahqiq:handling": "open",
        "tahqiq:method": "delimited/1 x",
    }
    path = folder / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*STATEMENT_COLUMNS, *OURS])
        writer.writeheader()
        writer.writerow(row)
    return path


@pytest.mark.parametrize("claims", [ftm, exchange])
def test_claiming_an_id_tells_nothing_of_what_stands_under_it(
    filled: Served, tmp_path: Path, claims: object
) -> None:
    assert callable(claims)
    outsider = filled.bench("outsider")
    results = collect(outsider, claims(tmp_path), "Elsewhere")
    assert [item.problems for item in results] == [0] * len(results)
    (hit,) = outsider.search(FORGED).hits
    told = outsider.show(hit.id.hex())
    assert (hit.schema, told.schema, told.key) == ("Person", "Person", "")
    assert [item.value for item in told.statements] == [FORGED]
    with pytest.raises(NotFound):
        outsider.show(PHONE.hex())
    phone = filled.bench("insider").show(PHONE.hex())
    assert (phone.schema, phone.key, phone.statements) == ("PhoneNumber", NUMBER, ())
    assert filled.bench("owner").verify().findings == ()


@pytest.mark.parametrize("claims", [ftm, exchange])
def test_an_id_claimed_beforehand_gives_way_to_the_number_whose_it_is(
    served: Served, tmp_path: Path, claims: object
) -> None:
    assert callable(claims)
    collect(served.bench("outsider"), claims(tmp_path), "Elsewhere")
    sheet = tmp_path / "people.csv"
    sheet.write_text("name,phone,city\nSara Ahmed,07901112223,Basra\n", "utf-8")
    insider = served.bench("insider")
    (result,) = collect(insider, sheet, "Harbour")
    phone = insider.show(PHONE.hex())
    assert (phone.schema, phone.key) == ("PhoneNumber", NUMBER)
    person = insider.show(insider.search("Sara Ahmed").hits[0].id.hex())
    assert NUMBER in [item.value for item in person.statements]
    about = {str(item.params.get("source")) for item in served.bench("owner").verify().findings}
    assert result.source not in about


def test_an_exchange_row_that_calls_something_a_number_without_saying_which_is_a_problem(
    served: Served, tmp_path: Path
) -> None:
    outsider = served.bench("outsider")
    (result, *_) = collect(outsider, exchange(tmp_path, schema="PhoneNumber", prop="number"), "Elsewhere")
    assert [item.code for item in outsider.problems(result.source)] == ["exchange-row-invalid"]
    assert (result.records, result.mapped) == (1, 0)


def test_one_sheet_read_as_people_and_as_companies_is_two_kinds_of_things(
    served: Served, tmp_path: Path
) -> None:
    """Whoever deposited it first decides for nobody else, and a type put right at a second reading is
    right."""
    sheet = tmp_path / "names.csv"
    sheet.write_text("who\nNakheel Trading\n", "utf-8")
    for schema in ("Person", "Company"):
        (tmp_path / f"{schema}.yaml").write_text(
            (
                f"name: who\ntitle: Who\nentities:\n  who:\n    schema: {schema}\n    properties:\n      "
                "name: who\n"
            ),
            "utf-8",
        )
    insider, outsider = served.bench("insider"), served.bench("outsider")
    (first,) = collect(insider, sheet, "Harbour", str(tmp_path / "Person.yaml"))
    collect(outsider, sheet, "Elsewhere", str(tmp_path / "Company.yaml"))
    assert [hit.schema for hit in outsider.search("Nakheel").hits] == ["Company"]
    assert [hit.schema for hit in insider.search("Nakheel").hits] == ["Person"]
    insider.reread(first.source, str(tmp_path / "Company.yaml"), "it is a company")
    assert [hit.schema for hit in insider.search("Nakheel").hits] == ["Company"]
    assert served.bench("owner").verify().findings == ()


def test_what_points_to_a_renamed_thing_still_does(served: Served, tmp_path: Path) -> None:
    """Links between two things of a file that were read before as something else."""
    taken = fragment_id(SHA, "x", "1")
    outsider = served.bench("outsider")
    collect(outsider, exchange(tmp_path, taken, "Vessel"), "Elsewhere")
    collect(outsider, exchange(tmp_path, taken, "Person"), "Elsewhere")
    assert sorted(hit.schema for hit in outsider.search(FORGED).hits) == ["Person", "Vessel"]
    assert served.bench("owner").verify().findings == ()


def test_a_link_that_is_drawn_joins_what_is_there(filled: Served, tmp_path: Path) -> None:
    """As the page seals a new link: its ends are named by their ids, and keep being what they are."""
    insider = filled.bench("insider")
    person = insider.search("Sara Ahmed").hits[0].id
    link = {
        "id": "cd" * 16,
        "schema": "UnknownLink",
        "properties": {"subject": [person.hex()], "object": [PHONE.hex()]},
    }
    path = tmp_path / "link.ftm.json"
    path.write_text(json.dumps(link) + "\n", "utf-8")
    collect(insider, path, "Harbour")
    assert {insider.show(one.hex()).schema for one in (person, PHONE)} == {"Person", "PhoneNumber"}
    assert "cd" * 16 in {
        line.link.evidence[0].entity.hex()
        for line in insider.neighbours(person.hex()).neighbours
        if line.entity.id == PHONE
    }
    assert filled.bench("owner").verify().findings == ()


def test_what_is_pointed_to_before_it_is_told_becomes_what_it_is(served: Served, tmp_path: Path) -> None:
    insider = served.bench("insider")
    for name, told in (
        ("a", {"id": "cd" * 16, "schema": "Ownership", "properties": {"owner": ["ab" * 16]}}),
        ("b", {"id": "ab" * 16, "schema": "Person", "properties": {"name": ["Sara Told"]}}),
    ):
        path = tmp_path / f"{name}.ftm.json"
        path.write_text(json.dumps(told) + "\n", "utf-8")
        collect(insider, path, "Harbour")
    assert insider.show("ab" * 16).schema == "Person"
    assert served.bench("owner").verify().findings == ()


def typed(folder: Path, name: str, *things: dict[str, object]) -> Path:
    """FollowTheMoney data as the page seals what is typed."""
    path = folder / f"{name}.json"
    path.write_text("".join(json.dumps(thing) + "\n" for thing in things), "utf-8")
    return path


def test_what_is_typed_adds_to_what_its_writer_sees_and_links_it(filled: Served, tmp_path: Path) -> None:
    insider = filled.bench("insider")
    person = insider.search("Sara Ahmed").hits[0].id.hex()
    note = typed(
        tmp_path,
        "note",
        {"id": person, "schema": "Person", "properties": {"motherName": ["Hana"]}},
        {"id": PHONE.hex(), "schema": "PhoneNumber", "properties": {"notes": ["seen on a card"]}},
        {
            "id": "0" * 31 + "1",
            "schema": "UnknownLink",
            "properties": {"subject": [person], "object": [PHONE.hex()], "role": ["uses"]},
        },
    )
    (result,) = collect(insider, note, "Harbour")
    assert (result.problems, result.mapped) == (0, result.records)
    assert insider.show(person).values("motherName") == ["Hana"]
    phone = insider.show(PHONE.hex())
    assert (phone.schema, phone.key, phone.values("notes")) == ("PhoneNumber", NUMBER, ["seen on a card"])
    link = insider.show("0" * 31 + "1")
    assert (link.values("subject"), link.values("object")) == ([person], [PHONE.hex()])
    assert filled.bench("owner").verify().findings == ()


def test_a_link_to_what_its_writer_does_not_see_shows_nothing_of_it(filled: Served, tmp_path: Path) -> None:
    outsider = filled.bench("outsider")
    hidden = filled.bench("insider").search("Sara Ahmed").hits[0].id.hex()
    note = typed(
        tmp_path,
        "probe",
        {
            "id": "mine",
            "schema": "UnknownLink",
            "properties": {"subject": [hidden], "object": [PHONE.hex()], "role": [FORGED]},
        },
    )
    collect(outsider, note, "Elsewhere")
    link = outsider.show(outsider.search(FORGED).hits[0].id.hex())
    for end in (*link.values("subject"), *link.values("object")):
        assert end not in (hidden, PHONE.hex())
        told = outsider.show(end)
        assert (told.schema, told.key, told.statements) == ("Thing", "", ())


@pytest.mark.parametrize("known", ["another value", "the very value"])
def test_a_file_that_claims_a_hidden_original_adds_nothing_to_it(
    filled: Served, tmp_path: Path, known: str
) -> None:
    """Every hash is right, the original is one of a case its depositor is not in: it is a source of its own,
    and what is told is the same as for an original that nobody has."""
    insider, outsider = filled.bench("insider"), filled.bench("outsider")
    hit = next(hit for hit in insider.search("Sara Ahmed").hits if hit.schema == "Person")
    before = insider.show(hit.id.hex())
    name = next(item for item in before.statements if item.prop == "name")
    owned = {item.id for item in insider.sources()}
    sha = name.source_sha256
    told = {}
    for claimed in (sha, "cd" * 32):
        value = name.value if known == "the very value" else FORGED
        place = name.place
        row = {
            "id": statement_id(
                claimed, place.part.no, place.row, place.column, hit.id, "name", value, ""
            ).hex(),
            "entity_id": hit.id.hex(),
            "canonical_id": hit.id.hex(),
            "prop": "name",
            "schema": "Person",
            "value": value,
            "dataset": "x",
            "first_seen": "2024-01-01T00:00:00Z",
            "tahqiq:source_sha256": claimed,
            "tahqiq:source_name": "x.csv",
            "tahqiq:part": str(place.part.no),
            "tahqiq:part_kind": place.part.kind,
            "tahqiq:row": str(place.row),
            "tahqiq:column": str(place.column),
            "tahqiq:handling": "open",
            "tahqiq:method": "delimited/1 x",
            "tahqiq:deposited_by": filled.door.people.get("insider").id,
        }
        path = tmp_path / f"{claimed[:4]}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, [*STATEMENT_COLUMNS, *OURS])
            writer.writeheader()
            writer.writerow(row)
        results = collect(outsider, path, "Elsewhere")
        told[claimed] = [(item.status, item.records, item.mapped, item.problems) for item in results]
    assert told[sha] == told["cd" * 32]
    after = insider.show(hit.id.hex())
    assert [(item.prop, item.value, item.source_sha256) for item in after.statements] == [
        (item.prop, item.value, item.source_sha256) for item in before.statements
    ]
    assert {item.id for item in insider.sources()} == owned
    assert owned.isdisjoint(item.id for item in outsider.sources())
    assert filled.bench("owner").verify().findings == ()
