"""The invented case: what was planted is found, and nobody is called the organiser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis
from tahqiq.analyse.registry import analyses
from tahqiq.analyse.values import checked
from tahqiq.kit.errors import Cancelled
from tahqiq.kit.ids import sha256
from tahqiq.workbench import Workbench

from .judged import Planted, collected, organiser_ranks, rows, verdicts

Case = tuple[Workbench, dict[str, object]]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    root, told = collected(tmp_path_factory.mktemp("truth"), 1, 0.2)
    with Workbench.opened(root) as bench:
        yield bench, told


def test_everything_planted_is_found(case: Case) -> None:
    bench, told = case
    for verdict in verdicts(bench, told):
        assert verdict.recall == 1.0, verdict
        assert verdict.rows <= verdict.found + 2, verdict


def test_the_meeting_and_the_way_of_the_travelling_phones_are_on_the_map(case: Case) -> None:
    bench, told = case
    phones = {f"+{phone}" for phone in told["meeting"]["phones"]}  # type: ignore[index]
    marks = bench.layer("meetings", {"numbers-optional": sorted(phones)})["marks"]
    assert any(set(str(mark["title"]).split(" · ")) == phones for mark in marks)  # type: ignore[attr-defined]
    ways = [bench.layer("route", {"item": phone})["lines"] for phone in told["travelling_pair"]["phones"]]  # type: ignore[index]
    assert all(len(lines) > 10 and any(not line["doubtful"] for line in lines) for lines in ways)  # type: ignore[arg-type, attr-defined]


def test_no_ranking_puts_the_organiser_first(case: Case) -> None:
    ranks = organiser_ranks(*case)
    assert all(rank > 1 for rank, _ in ranks.values()), ranks


def test_the_meeting_is_hidden_by_the_wrong_zone_and_the_clocks_say_so(tmp_path: Path) -> None:
    root, told = collected(tmp_path, 1, 0.05, right_zone=False)
    phones = {f"+{phone}" for phone in told["meeting"]["phones"]}  # type: ignore[index]
    with Workbench.opened(root) as bench:
        assert not any({row["number_a"], row["number_b"]} == phones for row in rows(bench, "cell-meetings"))
        offsets = rows(bench, "clock-offsets")
        utc = next(str(item["path"]).split("/")[-1] for item in told["files"] if item["zone"] == "UTC")  # type: ignore[attr-defined]
        pointing = [row for row in offsets if utc in f"{row['first_source']} {row['second_source']}"]
        assert pointing
        assert {abs(int(str(row["offset"]))) for row in pointing} == {3 * 3600}


def asked_of(bench: Workbench, told: dict[str, object], one: Analysis) -> dict[str, object]:
    """What an analysis must be told, taken from the case: everything it requires, and items where it has
    none."""
    phone, other = told["organiser"]["phone"], told["number_changes"][0]["old"]  # type: ignore[index]
    nodes = [
        next(hit.id.hex() for hit in bench.search(f"+{text}").hits if hit.schema == "PhoneNumber")
        for text in (phone, other)
    ]
    leg = told["money_loop"]["legs"][0]  # type: ignore[index]
    meeting: Planted = told["meeting"]  # type: ignore[assignment]
    span = f"{meeting['from_utc']}/{meeting['to_utc']}"
    values: dict[str, object] = {
        "start": nodes[0],
        "end": nodes[1],
        "things": nodes,
        "thing": nodes[0],
        "number": phone,
        "numbers": [phone, other],
        "party": leg["from"],
        "threshold": 1000,
        "items": [phone],
        "item": phone,
        "dumps": [f"{meeting['cell']}@{span}"],
        "areas": [f"33,44,100@{span}"],
        "repeats": 2,
        "sample": 50,
        "around": nodes[0],
    }
    return {
        item.name: values[item.name]
        for item in one.parameters
        if item.required or item.name in ("repeats", "sample", "around")
    }


@pytest.mark.parametrize("one", analyses(), ids=lambda item: item.id)
def test_every_analysis_runs_again_to_the_same_bytes_and_can_be_stopped(case: Case, one: Analysis) -> None:
    bench, told = case
    given = asked_of(bench, told, one)
    made = bench.analyse(one.id, given)
    again = bench.rerun(made.id)
    assert again.same, again.changed
    assert again.result.sha256 == sha256(made.body.encode())
    heard: list[str] = []

    def stop(_done: int, _total: int, note: str) -> None:
        heard.append(note)
        raise Cancelled("job-cancelled", no=1)

    scope = bench.scope("analysis")
    context = Context(bench.workspace, scope, bench.analyses.representatives(scope), report=stop)
    with pytest.raises(Cancelled):
        one.run(context, checked(one, given))
    assert len(heard) == 1, "what is stopped goes on"


def test_numbers_carry_names_only_with_what_they_rest_on(case: Case) -> None:
    bench, told = case
    phone = told["organiser"]["phone"]  # type: ignore[index]
    assert all(row["attribution"] is None for row in rows(bench, "call-frequency", number=phone))
    named = [row for row in rows(bench, "call-frequency", number=phone, names=True) if row["attribution"]]
    assert named
    for row in named:
        assert all(word["code"] == "attribution-registered" for word in row["attribution"])  # type: ignore[attr-defined]
        assert row["attribution_rests_on"]


def test_what_cannot_be_asked_is_said(case: Case) -> None:
    bench, _ = case
    nothing = bench.readable(
        bench.analyse(
            "cell-meetings", {"since": "1999-01-01T00:00:00+00:00", "until": "1999-02-01T00:00:00+00:00"}
        ),
        "en",
    )
    assert nothing["rows"] == []
    assert [note["code"] for note in nothing["notes"]] == ["note-nothing-left"]  # type: ignore[attr-defined]
    for name, values, words in (
        ("call-wheel", {"number": "07400000000"}, "Nothing with the number"),
        ("call-wheel", {"number": "07400000000", "zone": "Asia/Nowhere"}, "Nothing with the number"),
        ("tower-dumps", {"dumps": "here and now"}, "not a cell with a time"),
        ("money-flows", {"into_currency": "IQD", "rates": "much"}, "not a rate"),
        (
            "number-change",
            {"since": "2026-02-01T00:00:00+00:00", "until": "2026-01-01T00:00:00+00:00"},
            "ends before",
        ),
        ("follow-money", {"party": "nobody"}, "No account"),
    ):
        with pytest.raises(Exception, match=words):
            bench.analyse(name, values)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 19, 42])
def test_other_cases(seed: int, tmp_path: Path) -> None:
    root, told = collected(tmp_path, seed, 0.4)
    with Workbench.opened(root) as bench:
        found = verdicts(bench, told)
        assert sum(item.found for item in found) >= sum(item.planted for item in found) - 1, found
        assert sum(item.rows - item.found for item in found) <= 6, found
