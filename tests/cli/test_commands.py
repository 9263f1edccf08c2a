"""Every command's JSON, exit codes, plain lines in a pipe, sentences with a next step, tokens, languages."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.access.door import Door
from tahqiq.cli.main import app
from tahqiq.workbench import Workbench

SHEET = "name,phone\nعلي حسن كاظم,07901234567\nSara Ahmed,07901234567\nLone Person,\n"
SOURCE = [
    "path",
    "sha256",
    "source",
    "format",
    "mapping",
    "records",
    "mapped",
    "problems",
    "statements",
    "facts",
    "status",
    "not_used",
    "own_export",
    "zone",
    "zone_assumed",
    "fields",
    "set_aside",
]
ENTITY = ["id", "schema", "caption", "namespace", "key", "properties", "statements"]
KEYS: dict[str, list[str]] = {
    "formats": ["formats"],
    "mappings": ["mappings"],
    "sources": ["sources"],
    "sources fields {source}": ["source", "fields", "set_aside"],
    "problems {source}": ["problems"],
    "jobs list": ["jobs"],
    "search Sara": ["query", "hits", "total", "truncated", "facets", "complete"],
    "show {a}": ENTITY,
    "neighbours {a}": ["id", "schema", "caption", "neighbours", "count"],
    "path {a} {b}": ["length", "reason", "searched", "steps", "entities"],
    "events {phone}": ["id", "schema", "caption", "events", "total", "records"],
    "mentions {a}": ["id", "schema", "caption", "mentions", "count", "truncated"],
    "verify": ["holds", "whole", "originals", "statements", "fact_files", "leaves", "erased", "findings"],
    "audit head": ["size", "root", "at", "public", "signature"],
    "audit list": ["entries"],
    "case list": ["cases"],
    "held show {source}": ["source", "statements", "facts", "released", "history"],
    "held {source}": ["source", "statements", "facts", "released", "history"],
    "erase list": ["erasures"],
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("commands")
    (base / "people.csv").write_text(SHEET, "utf-8")
    assert run("init", str(base / "ws"))[0] == 0
    code, out, _ = run("collect", str(base / "people.csv"), "-w", str(base / "ws"), "--json")
    assert code == 0
    told = json.loads(out)
    assert list(told) == ["sources"]
    assert set(told["sources"][0]) == set(SOURCE)
    return base / "ws"


@pytest.fixture(scope="module")
def fill(home: Path) -> dict[str, str]:
    with Workbench.opened(home) as bench:
        ids = {
            name: bench.search(text).hits[0].id.hex()
            for name, text in (("a", "Sara Ahmed"), ("b", "علي حسن كاظم"), ("lone", "Lone Person"))
        }
        phone = next(item.entity.id.hex() for item in bench.neighbours(ids["a"]).neighbours)
        return {**ids, "phone": phone, "source": bench.sources()[0].id}


def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, list(arguments), env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("words", list(KEYS))
def test_json_is_one_document_with_its_keys(home: Path, fill: dict[str, str], words: str) -> None:
    code, out, _ = (
        run(*(word.format(**fill) for word in words.split()), "-w", str(home), "--json")
        if words != "formats"
        else run("formats", "--json")
    )
    assert code == 0, out
    assert set(KEYS[words]) <= set(json.loads(out)), sorted(json.loads(out))


@pytest.mark.parametrize("words", list(KEYS))
def test_without_json_it_is_lines_without_escape_sequences(
    home: Path, fill: dict[str, str], words: str
) -> None:
    code, out, _ = run(
        *(word.format(**fill) for word in words.split()), *([] if words == "formats" else ["-w", str(home)])
    )
    assert code == 0, out
    assert words == "audit head" or "\x1b" not in out


def test_done_with_problems_is_1(home: Path, tmp_path: Path, fill: dict[str, str]) -> None:
    (tmp_path / "noise.bin").write_bytes(bytes((index * 73 + 41) % 256 for index in range(900)))
    code, out, _ = run("collect", str(tmp_path / "noise.bin"), "-w", str(home), "--json")
    assert (code, json.loads(out)["sources"][0]["status"]) == (1, "unrecognised")
    code, out, _ = run("path", fill["a"], fill["lone"], "-w", str(home), "--json")
    assert (code, json.loads(out)["reason"]) == (1, "none")


def test_collect_again_reads_a_source_under_another_mapping(tmp_path: Path) -> None:
    root = str(tmp_path / "ws")
    (tmp_path / "people.csv").write_text("gizmo,tel\nSara Ahmed,07901234567\n", "utf-8")
    document = "{name: own, title: Own, country: IQ, for: {kind: table}, layout: {header: [gizmo, tel]},"
    (tmp_path / "own.yaml").write_text(
        document + " entities: {person: {schema: Person, properties: {name: gizmo, phone: tel}}}}", "utf-8"
    )
    assert run("init", root)[0] == 0
    code, out, _ = run("collect", str(tmp_path / "people.csv"), "-w", root, "--json")
    (first,) = json.loads(out)["sources"]
    assert (code, first["status"]) == (1, "needs-mapping")
    again = ("collect", "--again", first["source"], "--mapping", str(tmp_path / "own.yaml"), "-w", root)
    assert run(*again)[0] == 2
    code, out, _ = run(*again, "--reason", "now we know", "--json")
    (second,) = json.loads(out)["sources"]
    assert set(second) == set(SOURCE)
    assert (code, second["status"], second["mapped"], second["mapping"]) == (0, "published", 1, "own")
    code, out, _ = run("sources", "-w", root, "--json")
    assert [item["id"] for item in json.loads(out)["sources"]] == [second["source"]]
    assert run("collect", "-w", root)[0] == 2
    assert run("collect", "x.csv", "--again", first["source"], "-w", root)[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        "show ffffffffffffffffffffffffffffffff",
        "show x",
        "neighbours ffff",
        "collect nowhere.csv",
        "collect . --case none",
        "collect . --grade x:y",
        "collect . --handling none",
        "jobs cancel 99",
        "jobs resume 99",
        "problems ffffffff",
        "verify --since x",
        "mentions 00",
        "user close nobody",
    ],
)
def test_wrong_use_is_2_with_a_sentence_and_the_next_step(home: Path, words: str) -> None:
    code, out, told = run(*words.split(), "-w", str(home))
    assert code == 2, (out, told)
    assert len(told.strip().splitlines()) >= 2
    assert "Traceback" not in told


def test_without_a_workspace_it_says_how_to_name_one() -> None:
    code, _, told = run("sources")
    assert code == 2
    assert "--workspace" in told or "TAHQIQ_HOME" in told


def test_somebody_else_acts_with_his_token_and_policies_refuse_with_3(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    door = Door.found(root)
    owner = Workbench(door, door.here())
    door.people.add("other", "Other", frozenset({"auditor"}), "correct horse battery", "test")
    with Workbench.opened(root) as bench:
        assert bench.person.id == owner.person.id
    token = Workbench(door, door.people.get("other")).issue_token(timedelta(days=1))
    door.close()
    (tmp_path / "x.csv").write_text(SHEET, "utf-8")
    assert run("collect", str(tmp_path / "x.csv"), "-w", str(root))[0] == 0
    code, _, told = run("collect", str(tmp_path / "x.csv"), "-w", str(root), TAHQIQ_TOKEN=token)
    assert code in (2, 3), told
    assert run("case", "open", "Mine", "-w", str(root), TAHQIQ_TOKEN=token)[0] == 3
    code, out, _ = run("sources", "-w", str(root), "--json", TAHQIQ_TOKEN=token)
    assert (code, json.loads(out)) == (0, {"sources": []})
    assert run("verify", "-w", str(root), TAHQIQ_TOKEN=token)[0] == 0
    assert run("sources", "-w", str(root), TAHQIQ_TOKEN="no-such-token")[0] == 3


def test_sentences_come_in_the_language_asked_for(home: Path) -> None:
    for tag in ("ar", "ckb", "kmr-Arab"):
        code, out, told = run("show", "ffff", "-w", str(home), "--json", TAHQIQ_LANG=tag)
        assert code == 2
        assert any("\u0600" <= sign <= "\u06ff" for sign in told)
        assert json.loads(out)["error"]["code"] == "no-such-entity"
    assert "ffff" in run("show", "ffff", "-w", str(home), TAHQIQ_LANG="xx")[2]


def test_progress_in_a_pipe_is_plain_lines(home: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("name,phone\nPipe Person,07901112233\n", "utf-8")
    environment = {**os.environ, "TAHQIQ_HOME": str(home)}
    command = [
        sys.executable,
        "-c",
        "from tahqiq.cli.start import main; main()",
        "collect",
        str(tmp_path / "more.csv"),
    ]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    told = done.stderr.decode()
    assert "%" in told
    assert "\x1b" not in told + done.stdout.decode()
    assert "\r" not in told
    assert "1 records = 1 mapped + 0 not used" in done.stdout.decode()


def test_show_says_that_a_birth_on_a_default_day_is_weak_and_search_places_come_in_parts(
    tmp_path: Path,
) -> None:
    root = str(tmp_path / "ws")
    (tmp_path / "people.csv").write_text(
        "name,date of birth\nSara Ahmed,1985-07-01\nKarim Hasan,1985-07-02\n", "utf-8"
    )
    assert run("init", root)[0] == 0
    assert run("collect", str(tmp_path / "people.csv"), "-w", root)[0] in (0, 1)
    found = json.loads(run("search", "Sara Ahmed", "-w", root, "--json")[1])["hits"][0]
    assert {"part": 0, "part_kind": "file", "part_name": "", "row": 2, "column": 1}.items() <= found["why"][
        0
    ].items()
    assert "only the year is known" in run("show", found["id"], "-w", root)[1]
    other = json.loads(run("search", "Karim Hasan", "-w", root, "--json")[1])["hits"][0]
    assert "only the year is known" not in run("show", other["id"], "-w", root)[1]


def test_an_administrator_issues_a_token_for_somebody_else(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    door = Door.found(root)
    for login, role in (("other", "analyst"), ("boss", "administrator"), ("third", "analyst")):
        door.people.add(login, login.title(), frozenset({role}), "correct horse battery", "test")
    boss = Workbench(door, door.people.get("boss")).issue_token(timedelta(days=1))
    other = Workbench(door, door.people.get("other")).issue_token(timedelta(days=1))
    door.close()
    code, out, _ = run("user", "token", "third", "-w", str(root), TAHQIQ_TOKEN=boss)
    assert code == 0
    assert run("sources", "-w", str(root), TAHQIQ_TOKEN=out.strip())[0] == 0
    assert run("user", "token", "third", "-w", str(root), TAHQIQ_TOKEN=other)[0] == 3
    assert run("user", "token", "nobody", "-w", str(root), TAHQIQ_TOKEN=boss)[0] == 2


def test_a_colleague_is_asked_into_a_compartment_and_enters_or_declines(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    door = Door.found(root)
    door.people.add("sara", "Sara", frozenset({"analyst"}), "correct horse battery", "test")
    token = Workbench(door, door.people.get("sara")).issue_token(timedelta(days=1))
    door.close()
    own: dict[str, str] = {}
    hers = {"TAHQIQ_TOKEN": token}

    def listed(environment: dict[str, str]) -> list[tuple[object, object]]:
        return [
            (row["name"], row["inside"])
            for row in json.loads(run("compartment", "list", "-w", str(root), "--json", **environment)[1])[
                "compartments"
            ]
        ]

    for name in ("c7", "c8"):
        assert run("compartment", "open", name, "Lantern", "-w", str(root), **own)[0] == 0
        assert run("compartment", "admit", name, "sara", "-w", str(root), **own)[0] == 0
    assert (listed(own), sorted(listed(hers))) == (
        [("c7", True), ("c8", True)],
        [("c7", False), ("c8", False)],
    )
    assert run("compartment", "enter", "c7", "-w", str(root), **hers)[0] == 0
    assert run("compartment", "decline", "c8", "-w", str(root), **hers)[0] == 0
    assert listed(hers) == [("c7", True)]
    assert run("compartment", "enter", "c8", "-w", str(root), **hers)[0] == 2
