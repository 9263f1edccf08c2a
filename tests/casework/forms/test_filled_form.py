"""Answers: checked in place, sealed to the same bytes, read back as statements with both dates, and taken
over into a later version."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given as fuzz
from hypothesis import strategies as st

from tahqiq.access.door import Door
from tahqiq.casework.forms.answer_check import check, open_questions, shown
from tahqiq.casework.forms.answers import Answer, Answers, answers_of, given
from tahqiq.casework.forms.declaration import Form
from tahqiq.casework.forms.filled_form import Filled, entity_of, new_id, seal, unseal
from tahqiq.casework.forms.migration import migrate
from tahqiq.casework.forms.parser import load
from tahqiq.desk.derived_kinds import Part
from tahqiq.kit.declarations import yaml_files
from tahqiq.kit.errors import Conflict, Damaged, WrongUse
from tahqiq.workbench import Workbench

VERSIONS = load(yaml_files(Path(__file__).with_name("declared")))["arrival"]
FORM: Form = VERSIONS[2]
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WHOLE: Answers = {
    "name": given("سارا عەلی"),
    "born": Answer("unknown", note="no papers"),
    "phone": given("0770 123 4567", "07701234568"),
    "injured": given("found"),
    "injuries": given("left arm\nold"),
    "property.1.thing": given("watch"),
    "property.2.thing": given("ring"),
    "property.2.taken": given("2026-03-01"),
    "witness": given("Officer Two"),
}


def filled(answers: Answers, **more: object) -> Filled:
    told = {"id": "ACDE-FGHJ-KLMN", "filled_on": date(2026, 3, 1), "typed_on": NOW} | more
    return Filled(form="arrival", version=2, filled_by="p1", typed_by="p2", answers=answers, **told)  # type: ignore[arg-type]


def codes(answers: Answers) -> dict[str, str]:
    return {problem.field: problem.code for problem in check(FORM, answers, NOW)}


def test_the_whole_form_has_no_fault_and_says_what_is_open() -> None:
    assert codes(WHOLE) == {}
    assert open_questions(FORM, WHOLE, NOW) == ["born", "property.1.taken"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": None}, {"name": "form-answer-needed"}),
        ({"name": Answer("empty")}, {"name": "form-answer-needed"}),
        ({"name": Answer("refused")}, {}),
        ({"born": given("32 Maybe")}, {"born": "form-not-readable"}),
        (
            {"injured": given("perhaps")},
            {"injured": "form-no-such-option", "injuries": "form-not-asked-here"},
        ),
        ({"injured": given("none")}, {"injuries": "form-not-asked-here"}),
        ({"injuries": None}, {"injuries": "form-answer-needed"}),
        ({"injured": Answer("unknown")}, {}),
        ({"name": given("a", "b")}, {"name": "form-one-answer"}),
        ({"witness": None}, {"witness": "form-answer-needed"}),
        ({"witness": None, "property.1.thing": None, "property.2.thing": None, "property.2.taken": None}, {}),
        ({"property.1.thing": None}, {"property.1.thing": "form-answer-needed"}),
        (
            {"property.99.thing": given("x"), "nobody": given("x")},
            {"property.99.thing": "form-path-unknown", "nobody": "form-path-unknown"},
        ),
        ({"name": given("x" * 100_001)}, {"name": "form-too-long"}),
    ],
)
def test_faults_are_located(change: dict[str, Answer | None], expected: dict[str, str]) -> None:
    answers = {path: answer for path, answer in {**WHOLE, **change}.items() if answer is not None}
    found = codes(answers)
    if "property.99.thing" in change:  # the section then goes to its most
        found = {path: code for path, code in found.items() if code == "form-path-unknown"}
    assert found == expected


def test_a_question_that_waits_is_hidden_and_one_that_may_apply_is_shown() -> None:
    assert "injuries" not in shown(FORM, {}, NOW)
    assert "injuries" not in shown(FORM, {"injured": Answer("empty")}, NOW)
    assert "injuries" in shown(FORM, {"injured": Answer("refused")}, NOW)


paths = st.sampled_from(
    [
        "name",
        "born",
        "injured",
        "injuries",
        "phone",
        "property.1.thing",
        "property.2.taken",
        "property.7.thing",
        "nobody",
        "property.x.thing",
        "a.b.c.d",
        "",
    ]
)
states = st.sampled_from(["empty", "unknown", "refused", "not-asked"])
answered = st.one_of(
    st.builds(Answer, states, st.just(()), st.text(max_size=8)),
    st.lists(
        st.one_of(
            st.text(min_size=1, max_size=20).filter(str.strip),
            st.sampled_from(["found", "none", "2026-03-01"]),
        ),
        min_size=1,
        max_size=3,
    ).map(lambda values: Answer("given", tuple(values))),
)
many = st.dictionaries(paths, answered, max_size=8)


@fuzz(many)
def test_checking_never_raises_and_places_every_fault(answers: dict[str, Answer]) -> None:
    for problem in check(FORM, answers, NOW):
        assert problem.say("ar").sentence
        assert FORM.at(problem.field) is not None or problem.code == "form-path-unknown"


@fuzz(many)
def test_answers_come_back_from_a_record(answers: dict[str, Answer]) -> None:
    kept = Part(paper="AAAA-CCCC-DDDD", answers=answers)
    assert Part.model_validate_json(kept.model_dump_json()).answers == answers
    assert answers_of(kept.model_dump_json(include={"answers"}).removeprefix('{"answers":')[:-1]) == answers


def test_answers_are_read_short_too() -> None:
    told = '{"name": "Sara", "phone": ["1", 2], "born": ["unknown", [], "no papers"]}'
    assert answers_of(told) == {
        "name": given("Sara"),
        "phone": given("1", "2"),
        "born": Answer("unknown", (), "no papers"),
    }
    wrong = ["[]", '{"name": ["given", [], ""]}', '{"name": ["riddle", [], ""]}', '{"name": {"colour": 1}}']
    for text in wrong:
        with pytest.raises(ValueError, match="answer"):
            answers_of(text)
    with pytest.raises(ValueError, match="note"):
        Answer("unknown", note="x" * 4_001)


@fuzz(many)
def test_what_is_sealed_comes_back_and_the_bytes_are_the_same(answers: dict[str, Answer]) -> None:
    told = {path: answer for path, answer in answers.items() if FORM.at(path) is not None}
    told = {**WHOLE, **told}
    if check(FORM, told, NOW):
        with pytest.raises(WrongUse):
            seal(FORM, filled(told))
        return
    parts = seal(FORM, filled(told))
    assert parts == seal(FORM, filled(dict(reversed(told.items()))))
    back: dict[str, Answer] = {}
    for part in parts:
        again = unseal(part.data)
        assert not back.keys() & again.answers.keys()
        back |= again.answers
        assert (again.filled_on, again.typed_on, again.filled_by, again.typed_by) == (
            date(2026, 3, 1),
            NOW,
            "p1",
            "p2",
        )
    asked = shown(FORM, told, NOW)
    assert back == {path: answer for path, answer in told.items() if path in asked or answer.state != "empty"}


def test_health_stays_in_its_own_document() -> None:
    parts = {part.compartment: part for part in seal(FORM, filled(WHOLE))}
    assert set(parts) == {"", "HEALTH"}
    assert b"left arm" in parts["HEALTH"].data
    assert b"left arm" not in parts[""].data
    assert b"injur" not in parts[""].data


def test_a_form_dated_after_it_was_typed_is_not_sealed() -> None:
    with pytest.raises(WrongUse) as caught:
        seal(FORM, filled(WHOLE, filled_on=date(2026, 3, 3)))
    assert caught.value.code == "form-not-complete"
    with pytest.raises(WrongUse) as caught:
        seal(VERSIONS[1], filled(WHOLE))
    assert caught.value.code == "form-other-version"


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b'{"tahqiq-form":1,"version":1}', b"[1]\n"])
def test_bytes_that_are_no_form_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        unseal(data)


def test_the_answers_become_statements_with_their_lines(tmp_path: Path) -> None:
    sealed = {part.compartment: part for part in seal(FORM, filled(WHOLE))}[""]
    (tmp_path / sealed.name).write_bytes(sealed.data)
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    [result] = bench.collect([tmp_path / sealed.name], bench.deposit())
    assert result.format == "filled_form"
    sql = (
        "SELECT n.id, p.name, COALESCE(v.text, t.key), s.rowno FROM statement s JOIN node n ON n.no "
        "= s.entity JOIN prop p ON p.no = s.prop"
        " LEFT JOIN value v ON v.no = s.value LEFT JOIN node t ON t.no = s.target"
    )
    rows = bench.workspace.database.query(sql)
    person = bytes.fromhex(entity_of(filled(WHOLE), "person"))
    said = {(name, text) for entity, name, text, _ in rows if entity == person}
    assert ("name", "سارا عەلی") in said
    assert {text for name, text in said if name == "phone"} == {"+9647701234567", "+9647701234568"}
    lines = sealed.data.decode().split("\n")
    place = next(int(str(row)) for entity, name, _, row in rows if entity == person and name == "name")
    assert "سارا عەلی" in lines[place - 1]
    assert {text for _, name, text, _ in rows if name == "name"} >= {"watch", "ring"}
    ring = bytes.fromhex(
        entity_of(filled(WHOLE), "owning", 2)
    )  # the watch has no date of taking, so nothing is said of owning it
    assert sorted(str(name) for entity, name, _, _ in rows if entity == ring) == [
        "asset",
        "owner",
        "startDate",
    ]
    assert ("witness", "aside-form-answer") in {(item.field, item.why) for item in result.set_aside}
    assert result.fields is not None
    assert result.fields.read == result.fields.used + result.fields.set_aside + result.fields.problems
    door.close()


def test_an_older_form_is_taken_over() -> None:
    old = {"full-name": given("Sara"), "born": Answer("refused"), "reads": given("alone")}
    moved = migrate(VERSIONS, old, 1, 2)
    assert moved.answers == {"name": given("Sara"), "born": Answer("refused")}
    assert moved.aside == {"reads": given("alone")}
    assert migrate(VERSIONS, moved.answers, 2, 2).answers == moved.answers
    with pytest.raises(Conflict):
        migrate(VERSIONS, old, 2, 1)
    with pytest.raises(Conflict):
        migrate(VERSIONS, old, 1, 3)


@fuzz(st.dictionaries(st.sampled_from(["full-name", "born", "reads", "ghost"]), answered, max_size=4))
def test_no_answer_is_lost_on_the_way(answers: dict[str, Answer]) -> None:
    moved = migrate(VERSIONS, answers, 1, 2)
    assert len(moved.answers) + len(moved.aside) == len(answers)


def test_ids_are_readable_and_different() -> None:
    ids = {new_id() for _ in range(500)}
    assert len(ids) == 500
    assert not set("".join(ids)) & set("01258BIOSZ")
