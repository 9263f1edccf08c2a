"""Documents of a case: versions, who sees them, what is left out of them, and what verification says."""

import pytest

from tahqiq.casework.documents import CHART_ITEMS
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.store.documents import references
from tahqiq.workbench import Workbench

from .conftest import KEPT, SECRET, House
from .test_acts import codes, person, value

Item = dict[str, object]


def item(bench: Workbench, name: str, **more: object) -> Item:
    return {"entity": person(bench, name).id.hex(), **more}


@pytest.fixture
def sheet(house: House) -> House:
    assert house.collect("kept.csv", KEPT)[0].mapped == 2
    return house


@pytest.fixture
def inner(sheet: House) -> House:
    """The analyst is admitted to a compartment with a sheet of its own; the chief is not."""
    analyst = sheet.bench("analyst")
    sheet.door.cases.open_compartment("inner", "Inner", "test")
    sheet.door.cases.admit("inner", analyst.actor.id, "test")
    path = sheet.files / "secret.csv"
    path.write_text(SECRET, "utf-8")
    assert analyst.collect([path], analyst.deposit("Harbour", compartment="inner"))[0].mapped == 2
    return sheet


def test_versions_follow_one_another_and_all_can_be_read(sheet: House) -> None:
    bench = sheet.bench("analyst")
    made = bench.documents.make("Harbour", "chart", "First", {"items": [item(bench, "Sara Ahmed", x=1.5)]})
    assert (made.document.version, made.left_out) == (1, 0)
    saved = bench.documents.save("Harbour", made.document.id, 1, "Second", {"items": []})
    assert saved.document.version == 2
    chief = sheet.bench("chief")
    assert [(head.title, head.version) for head in chief.documents.all("Harbour", "chart")] == [("Second", 2)]
    assert chief.documents.get("Harbour", made.document.id, 1).body == made.body
    assert [head.version for head in chief.documents.history("Harbour", made.document.id)] == [2, 1]
    assert chief.documents.all("Harbour", "note") == []


def test_a_chart_of_more_items_than_can_be_drawn_is_refused_in_words(sheet: House) -> None:
    many = [{"entity": "0" * 32}] * (CHART_ITEMS // 2)
    for kind in ("chart", "snapshot"):
        with pytest.raises(WrongUse) as caught:
            sheet.bench("analyst").documents.make(
                "Harbour", kind, "All", {"items": [*many, *many[:1]], "hidden": many}
            )
        assert caught.value.code == "chart-too-large"


def test_two_people_do_not_overwrite_each_other(sheet: House) -> None:
    made = sheet.bench("analyst").documents.make("Harbour", "note", "Note", {"text": "a"}).document
    sheet.bench("chief").documents.save("Harbour", made.id, 1, "Note", {"text": "b"})
    with pytest.raises(Conflict) as caught:
        sheet.bench("analyst").documents.save("Harbour", made.id, 1, "Note", {"text": "c"})
    assert caught.value.code == "document-changed"
    assert sheet.bench("analyst").documents.get("Harbour", made.id).body == {"text": "b"}


def test_a_deleted_document_is_in_no_list_and_can_come_back(sheet: House) -> None:
    documents = sheet.bench("analyst").documents
    made = documents.make("Harbour", "note", "Note", {"text": "a"}).document
    assert documents.delete("Harbour", made.id, 1).document.state == "deleted"
    assert documents.all("Harbour") == []
    documents.save("Harbour", made.id, 2, "Note", {"text": "a"})
    assert [head.version for head in documents.all("Harbour")] == [3]


def test_who_is_not_in_the_case_sees_nothing(sheet: House) -> None:
    made = sheet.bench("analyst").documents.make("Harbour", "note", "zzqxtitle", {}).document
    outside = sheet.bench("outsider").documents
    for ask in (
        lambda: outside.all("Harbour"),
        lambda: outside.get(made.case, made.id),
        lambda: outside.get("Elsewhere", made.id),
        lambda: outside.history("Elsewhere", made.id),
        lambda: outside.save("Elsewhere", made.id, 1, "x", {}),
        lambda: outside.delete("Elsewhere", made.id, 1),
        lambda: outside.make(made.case, "note", "x", {}),
    ):
        with pytest.raises(NotFound):
            ask()
    assert outside.all("Elsewhere") == []


def test_what_rests_on_a_compartment_is_for_those_inside(inner: House) -> None:
    bench, chief = inner.bench("analyst"), inner.bench("chief")
    secret = bench.documents.make(
        "Harbour", "chart", "zzqx", {"items": [item(bench, "zzqxname zzqxfather"), item(bench, "Sara Ahmed")]}
    ).document
    plain = bench.documents.make(
        "Harbour", "chart", "Plain", {"items": [item(bench, "Karim Keptman")]}
    ).document
    assert [head.id for head in chief.documents.all("Harbour")] == [plain.id]
    for version in (None, 1):
        with pytest.raises(NotFound):
            chief.documents.get("Harbour", secret.id, version)
    bench.documents.save(
        "Harbour", plain.id, 1, "Now inside", {"items": [item(bench, "zzqxname zzqxfather")]}
    )
    assert chief.documents.all("Harbour") == []
    with pytest.raises(NotFound):
        chief.documents.get("Harbour", plain.id, 1)
    bench.documents.save("Harbour", secret.id, 1, "Out again", {"items": []})
    assert [head.version for head in chief.documents.history("Harbour", secret.id)] == [2]
    with pytest.raises(NotFound):
        chief.documents.get("Harbour", secret.id, 1)


def test_a_thing_known_outside_a_compartment_too_does_not_close_a_chart(inner: House) -> None:
    """Sara's number stands in both sheets: a chart with it rests on the open one."""
    bench = inner.bench("analyst")
    phone = value(person(inner.bench("chief"), "Karim Keptman"), "phone").target
    shared = next(
        hit.id for hit in inner.bench("chief").search("07907654321").hits if hit.schema == "PhoneNumber"
    )
    assert phone is not None
    bench.documents.make(
        "Harbour", "chart", "Numbers", {"items": [{"entity": shared.hex()}, {"entity": phone.hex()}]}
    )
    assert [head.title for head in inner.bench("chief").documents.all("Harbour")] == ["Numbers"]


def test_references_to_what_one_may_not_see_are_left_out_and_counted(inner: House) -> None:
    analyst, chief = inner.bench("analyst"), inner.bench("chief")
    hidden, own = item(analyst, "zzqxname zzqxfather"), item(chief, "Karim Keptman")
    for unseen in (hidden, {"entity": "ab" * 16}):
        made = chief.documents.make(
            "Harbour", "chart", "C", {"items": [own, unseen], "centre": unseen, "deep": [{"more": [unseen]}]}
        )
        assert made.left_out == 1
        assert made.body == {"items": [own], "deep": [{"more": []}]}


def test_a_retracted_value_is_left_out_of_what_is_shown(sheet: House) -> None:
    bench = sheet.bench("analyst")
    entity = person(bench, "Sara Ahmed")
    city = value(entity, "address" if "address" in entity.properties else "name")
    told = {"about": [{"entity": entity.id.hex(), "statement": city.id.hex()}, {"entity": entity.id.hex()}]}
    made = bench.documents.make("Harbour", "note", "N", told)
    assert made.body == told
    bench.acts.retract(entity.id.hex(), city.id.hex(), "misread")
    assert bench.documents.get("Harbour", made.document.id).body == {"about": [{"entity": entity.id.hex()}]}


def test_a_document_about_what_was_retracted_stays_as_closed_as_it_was(inner: House) -> None:
    bench, chief = inner.bench("analyst"), inner.bench("chief")
    entity = person(bench, "zzqxname zzqxfather")
    name = value(entity, "name")
    told: Item = {
        "text": "zzqx is the one",
        "about": [{"entity": entity.id.hex(), "statement": name.id.hex()}],
    }
    made = bench.documents.make("Harbour", "note", "zzqx", told).document
    bench.acts.retract(entity.id.hex(), name.id.hex(), "misread")
    seen = bench.documents.get("Harbour", made.id)
    assert seen.body == {"text": "zzqx is the one", "about": []}
    for sent in (seen.body, told):
        last = bench.documents.history("Harbour", made.id)[0].version
        bench.documents.save("Harbour", made.id, last, "zzqx", sent)
        assert chief.documents.all("Harbour") == []


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [("poem", {}, "unknown-kind"), ("note", {"x": float("nan")}, "document-not-plain")],
)
def test_what_cannot_be_kept_is_refused(sheet: House, kind: str, body: Item, code: str) -> None:
    with pytest.raises(WrongUse) as caught:
        sheet.bench("analyst").documents.make("Harbour", kind, "x", body)
    assert caught.value.code == code


def test_nested_too_deeply(sheet: House) -> None:
    body: Item = {}
    for _ in range(40):
        body = {"x": body}
    with pytest.raises(WrongUse):
        sheet.bench("analyst").documents.make("Harbour", "note", "x", body)


def test_references_are_found_wherever_they_stand() -> None:
    a, b = "a" * 32, "b" * 32
    assert set(references({"x": [{"entity": a, "y": {"entity": b, "statement": a}}], "entity": "short"})) == {
        (a, ""),
        (b, a),
    }


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE case_document SET title='forged'", "decision-differs"),
        ("UPDATE case_document SET body='{}'", "decision-differs"),
        ("UPDATE case_document SET classes=''", "decision-differs"),
        ("DELETE FROM case_document", "decision-missing"),
        ("UPDATE case_document SET version=7", "decision-unlogged"),
    ],
)
def test_verification_names_a_changed_document(sheet: House, sql: str, code: str) -> None:
    bench = sheet.bench("analyst")
    bench.documents.make("Harbour", "note", "Note", {"about": [item(bench, "Sara Ahmed")]})
    assert codes(sheet) == set()
    with sheet.door.workspace.database.transaction() as transaction:
        assert transaction.execute(sql) == 1
    assert code in codes(sheet)
    seen_inside = codes(sheet, "analyst")
    assert (code in seen_inside) == (code != "decision-missing")
    assert codes(sheet, "outsider") == set()


def test_comments_of_a_thing_are_kept_and_seen_by_those_who_see_it(inner: House) -> None:
    """What was written last at the end; one about a thing in a compartment is seen by nobody outside; what
    nobody wrote of is nothing."""
    analyst, chief = inner.bench("analyst"), inner.bench("chief")
    of = item(analyst, "Sara Ahmed")
    first = analyst.documents.make(
        "Harbour", "comment", "Seen at the gate", {"about": of, "text": "Seen at the gate"}
    )
    chief.documents.make("Harbour", "comment", "By whom?", {"about": of, "text": "By whom?"})
    hidden = analyst.search("zzqxname", schema="Person").hits[0].id.hex()
    told = [one.body["text"] for one in chief.documents.about("Harbour", str(of["entity"]), "comment")]
    assert told == ["Seen at the gate", "By whom?"]
    analyst.documents.save("Harbour", first.document.id, 1, "Seen twice", {"about": of, "text": "Seen twice"})
    assert [one.body["text"] for one in chief.documents.about("Harbour", str(of["entity"]), "comment")] == [
        "By whom?",
        "Seen twice",
    ]
    assert chief.documents.about("Harbour", str(of["entity"]), "translation") == []
    analyst.documents.make("Harbour", "comment", "x", {"about": {"entity": hidden}, "text": "x"})
    with pytest.raises(NotFound):
        chief.documents.about("Harbour", hidden, "comment")
    with pytest.raises(WrongUse):
        chief.documents.about("Harbour", str(of["entity"]), "note")
    with pytest.raises(WrongUse):
        analyst.documents.make("Harbour", "comment", "x", {"about": of, "text": "  "})
