"""The invented case: what was planted is found, and nobody is called the organiser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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


def test_no_ranking_puts_the_organiser_first(case: Case) -> None:
    ranks = organiser_ranks(*case)
    assert all(rank > 1 for rank, _ in ranks.values()), ranks


def test_the_meeting_is_hidden_by_the_wrong_zone_and_the_clocks_say_so(tmp_path: Path) -> None:
    root, told = collected(tmp_path, 1, 0.2, right_zone=False)
    phones = {f"+{phone}" for phone in told["meeting"]["phones"]}  # type: ignore[index]
    with Workbench.opened(root) as bench:
        assert not any({row["number_a"], row["number_b"]} == phones for row in rows(bench, "cell-meetings"))
        offsets = rows(bench, "clock-offsets")
        utc = next(str(item["path"]).split("/")[-1] for item in told["files"] if item["zone"] == "UTC")  # type: ignore[attr-defined]
        pointing = [row for row in offsets if utc in f"{row['first_source']} {row['second_source']}"]
        assert pointing
        assert {abs(int(str(row["offset"]))) for row in pointing} == {3 * 3600}


def test_a_result_runs_again_to_the_same_bytes(case: Case) -> None:
    bench, told = case
    loop: Planted = told["money_loop"]  # type: ignore[assignment]
    account = loop["legs"][0]["from"]  # type: ignore[index]
    for name, values in (
        ("number-change", {}),
        ("cell-meetings", {}),
        ("round-trips", {}),
        ("follow-money", {"party": account}),
        ("sim-swap", {"names": True}),
    ):
        made = bench.analyse(name, values)
        assert bench.rerun(made.id).same


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
    nothing = bench.told(bench.analyse("cell-meetings", {"since": "1999-01-01T00:00:00+00:00", "until": "1999-02-01T00:00:00+00:00"}), "en")
    assert nothing["rows"] == []
    assert [note["code"] for note in nothing["notes"]] == ["note-nothing-left"]  # type: ignore[attr-defined]
    for name, values, words in (
        ("call-wheel", {"number": "07400000000"}, "Nothing with the number"),
        ("call-wheel", {"number": "07400000000", "zone": "Asia/Nowhere"}, "Nothing with the number"),
        ("tower-dumps", {"dumps": "here and now"}, "not a cell with a time"),
        ("money-flows", {"into_currency": "IQD", "rates": "much"}, "not a rate"),
        ("number-change", {"since": "2026-02-01T00:00:00+00:00", "until": "2026-01-01T00:00:00+00:00"}, "ends before"),
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
