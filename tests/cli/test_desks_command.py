"""A desk's operations as commands, without a line of Tahqiq about the desk: in a process that finds it on its
path."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.installing import laid_out


class Terminal:
    """A workspace and the program, with the tutorial's desk installed beside it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "ws"
        path = os.pathsep.join([str(laid_out(folder / "packages")), os.environ.get("PYTHONPATH", "")]).rstrip(
            os.pathsep
        )
        self.env = {**os.environ, "PYTHONPATH": path, "TAHQIQ_HOME": str(self.home)}

    def run(self, *words: str, code: int = 0, **env: str) -> str:
        command = [sys.executable, "-c", "from tahqiq.cli.start import main; main()", *words]
        done = subprocess.run(command, env={**self.env, **env}, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "packages").mkdir()
    made = Terminal(folder)
    made.run("init", str(made.home))
    return made


def test_a_desk_is_listed_opened_and_asked(terminal: Terminal) -> None:
    assert json.loads(terminal.run("desks", "list", "--json"))["desks"][1]["open"] is False
    assert "not open to you" in terminal.run("visitors", "inside", code=2)
    assert "desk-visitors" in terminal.run("desks", "open", "visitors")
    assert "سجل الزوار" in terminal.run("desks", "list", TAHQIQ_LANG="ar")
    told = json.loads(terminal.run("visitors", "arrive", "--visitor", "هيوا كريم", "--json"))
    assert (told["visitor"], told["left"], told["version"]) == ("هيوا كريم", None, 1)
    assert "هيوا كريم" in terminal.run("visitors", "inside")
    left = terminal.run("visitors", "leave", "--visit", told["visit"], "--version", "1")
    assert "version: 2" in left
    assert terminal.run("visitors", "inside").strip() == "visits: 0"
    assert "changed this record" in terminal.run(
        "visitors", "leave", "--visit", told["visit"], "--version", "1", code=2
    )


def test_what_is_asked_wrongly_is_said_with_its_field(terminal: Terminal) -> None:
    told = terminal.run("visitors", "leave", "--visit", "x", "--version", "no", code=2)
    assert "version" in told
    assert "Missing option" in terminal.run("visitors", "arrive", code=2)


def test_the_help_says_what_the_catalogue_says(terminal: Terminal) -> None:
    told = terminal.run("visitors", "--help")
    assert "Write down that somebody came in." in told
    assert "Who comes, as they say it." in terminal.run("visitors", "arrive", "--help")


@pytest.mark.slow
def test_a_job_of_a_desk_is_done_here_and_now(terminal: Terminal) -> None:
    terminal.run("desks", "open", "findings")
    terminal.run("findings", "write", "--case", "Inbox", "--words", "علبة")
    assert json.loads(terminal.run("findings", "state", "--case", "Inbox", "--json")) == {"read": 1}
    assert "علبة" in terminal.run("search", "علبة")
