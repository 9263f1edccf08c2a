"""Who is who from the command line: what waits, looking at a pair, deciding, taking back, explaining;
origins. The shapes are those of docs/reference/json.md."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app

Answer = dict[str, object]
Command = Callable[..., Answer]
FIRST = (
    "name,mother name,date of birth,phone,passport number\nعلي حسين كاظم الساعدي,زينب جبار,1984-03-17,"
    "07901234567,A1234567\nعمر مجيد باسم الصائغ,هدى سالم,1990-01-01,07905554443,\n"
)
SECOND = (
    "name,date of birth,phone\nAli Hussein Kadhim Al-Saedi,1984-03-17,07901234567\nOmar Majeed Basim "
    "Al-Saegh,1990-01-01,\n"
)
JUDGEMENT = {
    "id",
    "left",
    "right",
    "verdict",
    "score",
    "model",
    "reason",
    "machine",
    "by",
    "at",
    "supersedes",
}


@pytest.fixture
def tell(tmp_path: Path) -> Command:
    """Runs a command on a workspace with two linked sheets and gives its JSON."""
    home = tmp_path / "ws"

    def run(*words: str, code: int = 0) -> Answer:
        result = CliRunner().invoke(app, ["--workspace", str(home), *words, "--json"])
        assert result.exit_code == code, result.output
        told: Answer = json.loads(result.stdout)
        return told

    assert CliRunner().invoke(app, ["init", str(home)]).exit_code == 0
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
        run("collect", str(tmp_path / name), code=1)
    return run


def ends(item: object) -> list[str]:
    assert isinstance(item, dict)
    return [item["left_fragment"], item["right_fragment"]]


def test_a_pair_waits_is_looked_at_decided_explained_and_taken_back(tell: Command) -> None:
    ran = tell("resolve", "run")
    assert ran["adopted"] == 1
    queue = tell("resolve", "queue")
    assert queue["total"] == 1
    items = queue["items"]
    assert isinstance(items, list)
    (item,) = items
    assert set(item) == {
        "kind",
        "left",
        "right",
        "left_fragment",
        "right_fragment",
        "weight",
        "probability",
        "model",
        "value",
        "contradicts",
    }
    assert item["kind"] == "pair"
    left, right = ends(item)
    shown = tell("resolve", "show", left, right)
    assert set(shown) >= {
        "left",
        "right",
        "rows",
        "names",
        "weight",
        "model",
        "band",
        "reasons",
        "shared",
        "shared_total",
        "judged",
    }
    assert shown["band"] == "review"
    made = tell("resolve", "judge", left[:10], right, "same", "--reason", "the same slip")
    assert set(made) >= JUDGEMENT
    assert (made["verdict"], made["joined"], made["reason"]) == ("same", True, "the same slip")
    assert tell("resolve", "queue")["total"] == 0
    why = tell("resolve", "explain", right)
    fragments = why["fragments"]
    assert isinstance(fragments, list)
    assert {fragment["id"] for fragment in fragments} == {left, right}
    assert [fragment["judgement"]["id"] for fragment in fragments if fragment["judgement"]] == [made["id"]]
    undone = tell("resolve", "undo", str(made["id"]), "--reason", "another man")
    assert (undone["verdict"], undone["supersedes"]) == ("undo", [made["id"]])
    assert tell("resolve", "queue")["total"] == 1


def test_a_run_can_only_propose_and_one_source_alone_gives_the_same(tell: Command) -> None:
    whole = tell("resolve", "run", "--propose-only")
    assert whole["adopted"] == 0
    before = tell("resolve", "queue")
    assert before["total"] == 2
    sources = tell("sources")["sources"]
    assert isinstance(sources, list)
    second = next(source["id"] for source in sources if source["name"] == "second.csv")
    part = tell("resolve", "run", "--propose-only", "--since", second)
    kinds = part["kinds"]
    assert isinstance(kinds, list)
    assert next(one["new"] for one in kinds if one["kind"] == "person") == 2
    assert tell("resolve", "queue") == before


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("judge", "ab" * 16, "cd" * 16, "same", "--reason", "x"), "no-such-entity", 2),
        (("undo", "ab" * 8, "--reason", "x"), "no-such-judgement", 2),
        (("explain", "ab" * 16), "no-such-entity", 2),
        (("run", "--since", "ab" * 8), "no-such-source", 2),
        (("run", "--engine", "abacus"), "engine-not-here", 2),
    ],
)
def test_what_cannot_be_done_is_said(
    tell: Command, words: tuple[str, ...], code: str, exit_code: int
) -> None:
    told = tell("resolve", *words, code=exit_code)
    error = told["error"]
    assert isinstance(error, dict)
    assert error["code"] == code
    assert error["sentence"]


def test_a_verdict_and_a_reason_are_checked(tell: Command) -> None:
    tell("resolve", "run", "--propose-only")
    items = tell("resolve", "queue")["items"]
    assert isinstance(items, list)
    left, right = ends(items[0])
    for words, code in (
        ((left, right, "perhaps", "--reason", "x"), "judge-verdict-unknown"),
        ((left, right, "same", "--reason", " "), "reason-needed"),
        ((left, left, "same", "--reason", "x"), "judge-itself"),
    ):
        error = tell("resolve", "judge", *words, code=2)["error"]
        assert isinstance(error, dict)
        assert error["code"] == code


def test_for_a_person_the_same_is_said_in_words(tell: Command, tmp_path: Path) -> None:
    tell("resolve", "run", "--propose-only")
    home = ["--workspace", str(tmp_path / "ws")]
    queue = CliRunner().invoke(app, [*home, "resolve", "queue"])
    assert "2 wait." in queue.output
    items = tell("resolve", "queue")["items"]
    assert isinstance(items, list)
    left, right = ends(items[0])
    shown = CliRunner().invoke(app, [*home, "resolve", "show", left, right])
    assert "in common." in shown.output
    assert "first.csv" in shown.output
    made = CliRunner().invoke(app, [*home, "resolve", "judge", left, right, "same", "--reason", "seen"])
    assert "Take it back with: tahqiq resolve undo" in made.output
    assert "joined by" in CliRunner().invoke(app, [*home, "resolve", "explain", left]).output


def test_a_source_is_declared_a_copy_and_it_counts(tell: Command) -> None:
    sources = tell("sources")["sources"]
    assert isinstance(sources, list)
    first, second = (
        next(source["id"] for source in sources if source["name"] == name)
        for name in ("first.csv", "second.csv")
    )
    made = tell("sources", "derived", second, first, "--reason", "typed off it")
    assert set(made) == {"kind", "source", "origin", "at", "by", "reason"}
    told = tell("sources", "origin", second)
    assert set(told) == {"source", "one_origin", "standing", "history", "proposed", "export"}
    assert told["one_origin"] == [{"source": first, "name": "first.csv"}]
    assert tell("resolve", "run")["adopted"] == 0
    tell("sources", "derived", second, first, "--reason", "it is not", "--undo")
    assert tell("sources", "origin", second)["standing"] == []
    assert tell("resolve", "run")["adopted"] == 1
