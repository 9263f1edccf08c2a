"""Decisions about identity travel with an exchange file: as somebody else's, once, to the byte; what
contradicts waits."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.collect.exchange_judgement import COLUMN, ELSEWHERE, read, write
from tahqiq.collect.exchange_row import Unusable
from tahqiq.store.judgements import Judgement, Verdict
from tahqiq.workbench import Workbench

from .conftest import Make, restored

SHEET = "name,phone\nAli Hasan,07903334455\nA. Hasan,07905556677\nSara Ahmad,07908889999\n"
NAMES = ("علي حسن كاظم", "Ali Hasan", "A. Hasan", "Sara Ahmad", 'Sara, "the" Ahmed')


def ids(bench: Workbench) -> dict[str, str]:
    scanned = bench.workspace.reading.scan(bench.scope())
    return {
        item.value: item.entity.hex()
        for _, said in scanned
        for item in said
        if item.prop == "name" and item.schema == "Person"
    }


@pytest.fixture
def judged(bench: Workbench, tmp_path: Path) -> Workbench:
    """Three names of one man joined, two women kept apart, one pair left open, and one decision taken
    back."""
    (tmp_path / "files" / "more.csv").write_text(SHEET, "utf-8")
    assert bench.collect([tmp_path / "files" / "more.csv"], bench.deposit())[0].mapped == 3
    known = ids(bench)
    arabic, ali, short, ahmad, ahmed = (known[name] for name in NAMES)
    bench.identity.judge(ali, short, "same", "one telephone bill, “signed”")
    bench.identity.judge(arabic, short, "same", "رأيته بنفسي")
    bench.identity.judge(ahmad, ahmed, "different", "two women")
    bench.identity.judge(arabic, ahmad, "unsure", "later")
    wrong = bench.identity.judge(ali, ahmed, "unsure", "by mistake")
    bench.identity.undo(wrong.judgement.id, "it was")
    return bench


@pytest.mark.parametrize("name", ["out.csv", "out.ftm.json"])
def test_decisions_come_in_as_somebody_elses_and_go_out_the_same(
    judged: Workbench, make: Make, tmp_path: Path, name: str
) -> None:
    judged.export("ftm", tmp_path / name)
    other = restored(make, "second", tmp_path / name)
    known = ids(other)
    merged = other.show(known["A. Hasan"])
    assert {part.hex() for part in merged.fragments} == {known[one] for one in NAMES[:3]}
    assert merged.id == judged.show(known["A. Hasan"]).id
    found = other.review.why(known["A. Hasan"]).why
    made = [branch.judgement for branch in found.branches if branch.judgement]
    assert {item.actor for item in made} == {ELSEWHERE + judged.actor.id}
    assert {item.reason for item in made} == {"one telephone bill, “signed”", "رأيته بنفسي"}
    assert [item.verdict for item in found.apart] == ["unsure"]
    other.export("ftm", tmp_path / f"again-{name}")
    assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()
    assert other.verify().holds


def test_taken_in_again_or_at_home_they_change_nothing(judged: Workbench, make: Make, tmp_path: Path) -> None:
    judged.export("ftm", tmp_path / "out.csv")
    other = restored(make, "second", tmp_path / "out.csv")
    other.collect([tmp_path / "out.csv"], other.deposit())
    assert other.workspace.judgements.watermark()[0] == 4
    before = judged.workspace.judgements.watermark()[0]
    judged.collect([tmp_path / "out.csv"], judged.deposit())
    assert judged.workspace.judgements.watermark()[0] == before


def test_a_foreign_decision_can_be_taken_back(judged: Workbench, make: Make, tmp_path: Path) -> None:
    judged.export("ftm", tmp_path / "out.csv")
    other = restored(make, "second", tmp_path / "out.csv")
    known = ids(other)
    for branch in other.review.why(known["A. Hasan"]).why.branches:
        if branch.judgement:
            other.identity.undo(branch.judgement.id, "not seen here")
    assert not other.show(known["A. Hasan"]).fragments


def test_what_contradicts_ones_own_decision_waits_for_a_person(
    judged: Workbench, make: Make, tmp_path: Path
) -> None:
    judged.export("ftm", tmp_path / "out.csv")
    undone = [
        branch.judgement
        for branch in judged.review.why(ids(judged)["A. Hasan"]).why.branches
        if branch.judgement
    ]
    for item in undone:
        judged.identity.undo(item.id, "to begin with")
    judged.export("ftm", tmp_path / "plain.csv")
    other = restored(make, "second", tmp_path / "plain.csv")
    known = ids(other)
    other.identity.judge(known["Ali Hasan"], known["A. Hasan"], "different", "seen together")
    other.collect([tmp_path / "out.csv"], other.deposit())
    (waiting,) = [item for item in other.review.queue().items if item.item.kind == "contradiction"]
    assert waiting.item.contradiction is not None
    assert waiting.item.contradiction.same.actor.startswith(ELSEWHERE)
    assert [item.reason for item in waiting.item.contradiction.against] == ["seen together"]
    assert other.verify().holds


def test_an_export_of_some_things_has_only_decisions_between_them(judged: Workbench, tmp_path: Path) -> None:
    known = ids(judged)
    judged.export("ftm", tmp_path / "one.json", ids=[known["Ali Hasan"]])
    told = [
        item["verdict"]
        for line in (tmp_path / "one.json").read_text("utf-8").splitlines()
        for row in json.loads(line)["statements"]
        for item in json.loads(row.get(COLUMN, "[]"))
    ]
    assert told == ["same", "same"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda told: "no list", "exchange-judgement-invalid"),
        (lambda told: json.dumps([{**told, "verdict": "undo"}]), "exchange-judgement-invalid"),
        (lambda told: json.dumps([{**told, "left": told["right"]}]), "exchange-judgement-invalid"),
        (lambda told: json.dumps([{**told, "score": 7}]), "exchange-judgement-invalid"),
        (lambda told: json.dumps([{**told, "reason": "x" * 3000}]), "exchange-judgement-invalid"),
        (lambda told: json.dumps([{**told, "right": "ff" * 16}]), "exchange-judgement-apart"),
    ],
)
def test_a_spoilt_decision_is_a_located_problem_and_the_rest_comes_in(
    judged: Workbench, make: Make, tmp_path: Path, change: object, code: str
) -> None:
    judged.export("ftm", tmp_path / "out.json")
    lines = (tmp_path / "out.json").read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if COLUMN in line)
    entity = json.loads(lines[at])
    row = next(row for row in entity["statements"] if COLUMN in row)
    count = sum(
        len(json.loads(item.get(COLUMN, "[]"))) for line in lines for item in json.loads(line)["statements"]
    )
    lost = len(json.loads(row[COLUMN]))
    row[COLUMN] = change(json.loads(row[COLUMN])[0])  # type: ignore[operator]
    lines[at] = json.dumps(entity)
    (tmp_path / "out.json").write_text("\n".join(lines) + "\n", "utf-8")
    other = make("second")
    results = other.collect([tmp_path / "out.json"], other.deposit())
    (problem,) = other.problems(results[0].source)
    assert (problem.code, problem.place.row) == (code, at + 1)
    assert results[0].records == results[0].mapped
    assert other.workspace.judgements.watermark()[0] == count - lost
    assert other.verify().holds


def test_a_file_cannot_speak_for_a_person_of_this_workspace(
    judged: Workbench, make: Make, tmp_path: Path
) -> None:
    judged.export("ftm", tmp_path / "out.csv")
    other = make("second")
    text = (tmp_path / "out.csv").read_text("utf-8").replace(judged.actor.id, other.actor.id)
    (tmp_path / "out.csv").write_text(text, "utf-8")
    other.collect([tmp_path / "out.csv"], other.deposit())
    assert {item.actor for item in other.workspace.judgements.after()} == {ELSEWHERE + other.actor.id}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)


@given(
    WORDS.filter(str.strip),
    WORDS,
    st.none() | st.floats(0, 1),
    st.sampled_from(["same", "different", "unsure"]),
    WORDS,
)
def test_round_trip(reason: str, model: str, score: float | None, verdict: Verdict, machine: str) -> None:
    item = Judgement(
        3,
        "ab" * 8,
        "run",
        4,
        9,
        bytes(16),
        b"\x01" * 16,
        verdict,
        score,
        model,
        frozenset(),
        reason,
        machine,
        "person",
        "2024-05-01T10:00:00.123456Z",
    )
    (told,) = read(write([item]))
    assert (told.reason, told.model, told.score, told.verdict, told.machine, told.by) == (
        reason,
        model,
        score,
        verdict,
        machine,
        "elsewhere:person",
    )
    assert (told.left, told.right) == (item.left_id, item.right_id)


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(json.dumps)
)
def test_anything_else_is_refused_or_nothing(text: str) -> None:
    with suppress(Unusable):
        assert read(text) == []
