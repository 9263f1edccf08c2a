"""The commands of the page on backups run as they stand there; what they say and leave is for the owner
alone."""

import json
import os
import re
import shlex
import stat
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tahqiq.access.door import Door
from tahqiq.cli.main import app
from tahqiq.cli.start import main
from tahqiq.workbench import Workbench
from tests.casework.backups import calls, people

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "back-up-and-restore.md"
COMMAND = re.compile(r"^ {4}tahqiq (.+)$", re.MULTILINE)
LISTED = COMMAND.findall(PAGE.read_text("utf-8"))


def run(words: list[str]) -> Result:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, (words, result.output)
    return result


def test_the_page_names_a_key_backups_and_restorings() -> None:
    assert [words.split()[0] for words in LISTED] == [
        "recovery-key",
        "backups",
        "backup",
        "backup",
        "backup",
        "backup",
        "restore",
        "restore",
    ]


def test_the_commands_of_the_page_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Door.found(tmp_path / "ws").close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAHQIQ_HOME", str(tmp_path / "ws"))
    head = fingerprint = ""
    for number, line in enumerate(LISTED):
        words = shlex.split(line)
        if words[0] == "backup":
            (tmp_path / f"in{number}.csv").write_text(
                people(20, 30 * number) if number % 2 else calls(40, 50 * number), "utf-8"
            )
            run(["collect", str(tmp_path / f"in{number}.csv"), "--zone", "Asia/Baghdad"])
        words = [{"SIZE ROOT": head, "FINGERPRINT": fingerprint}.get(word, word) for word in words]
        said = run(words).output
        found = re.search(r"for the register: (\d+ [0-9a-f]{64})", said)
        if found and "tuesday.backup" in words:
            head = found[1]
        signer = re.search(r"signed by key ([0-9a-f-]{39})\.", said)
        fingerprint = signer[1] if signer else fingerprint
        if words[0] == "restore":
            assert "Restored into" in said
            assert "sunday.backup, monday.backup, tuesday.backup" in said
            assert "Everything holds." in said
    assert head
    assert fingerprint
    with Workbench.opened(tmp_path / "checked") as bench:
        assert len(bench.sources()) == 3


def test_json_says_what_the_sentences_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Door.found(tmp_path / "ws").close()
    run(["recovery-key", "key"])
    made = json.loads(run(["-w", "ws", "backup", "a", "--to", "key.pub", "--json"]).stdout)
    again = CliRunner().invoke(app, ["-w", "ws", "backup", "a", "--to", "key.pub", "--json"])
    assert again.exit_code == 2
    assert json.loads(again.stdout)["error"]["code"] == "backup-file-exists"
    back = json.loads(run(["restore", "a", "back", "--key", "key", "--json"]).stdout)
    assert (back["backup"], back["entries"], back["root"]) == (made["backup"], made["entries"], made["root"])
    assert (back["holds"], back["findings"], back["key_known"]) == (True, [], True)


def started(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The program as it is started, under a mask that forbids nothing; its exit code."""
    monkeypatch.setattr(sys, "argv", ["tahqiq", *words])
    before = os.umask(0)
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        os.umask(before)
    return 0


def test_whatever_the_mask_all_that_the_program_writes_is_for_the_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workspace, backup, restored workspace and keys."""
    (tmp_path / "calls.csv").write_text(calls(60), "utf-8")
    (tmp_path / "people.csv").write_text(people(60), "utf-8")
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setenv("TAHQIQ_KEYS", str(made / "keys"))
    monkeypatch.setenv("TAHQIQ_HOME", str(made / "ws"))
    for words in (
        ["init", str(made / "ws")],
        ["collect", str(tmp_path / "calls.csv"), str(tmp_path / "people.csv"), "--zone", "Asia/Baghdad"],
        ["search", "Person"],
        ["audit", "head"],
        ["recovery-key", str(made / "key")],
        ["backup", str(made / "one"), "--to", str(made / "key.pub")],
        ["restore", str(made / "one"), str(made / "back"), "--key", str(made / "key")],
    ):
        assert started(monkeypatch, *words) == 0, words
    paths = list(made.rglob("*"))
    assert len(paths) > 60
    loose = {
        str(path.relative_to(made)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in paths
        if path.stat().st_mode & 0o077
    }
    assert loose == {}
