"""The start of the program loads the commands asked for, and none besides."""

import subprocess
import sys

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from tahqiq import __version__
from tahqiq.cli.main import app
from tahqiq.cli.start import GROUPS, groups_of, main, program
from tahqiq.desk import desks

COMMANDS = sorted({command for commands in GROUPS.values() for command in commands})
HEAVY = ("numba", "splink", "scipy", "fastapi", "networkit", "duckdb", "uvicorn")


def _names(made: typer.Typer) -> set[str]:
    return set(typer.main.get_group(made).commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_loaded_for_a_command_has_it_and_what_its_groups_are_listed_with(command: str) -> None:
    groups = groups_of([command])
    brought = set(desks()) if "desks" in groups else set()
    assert _names(program(*groups)) == {
        "version",
        *brought,
        *(name for group in groups for name in GROUPS[group]),
    }


def test_the_whole_program_has_every_command() -> None:
    assert _names(app) == {*COMMANDS, *desks(), "version"}


@given(
    st.sampled_from(COMMANDS),
    st.lists(st.text(max_size=5), max_size=3),
    st.sampled_from([(), ("-w", "search"), ("--workspace", "x"), ("--workspace=serve",), ("-wx",)]),
)
def test_a_command_is_found_behind_the_options_before_it(
    command: str, after: list[str], before: tuple[str, ...]
) -> None:
    found = groups_of([*before, command, *after])
    assert found
    assert all(command in GROUPS[name] for name in found)


@pytest.mark.parametrize("arguments", [[], ["--help"], ["nothing-of-ours"], ["-w"]])
def test_without_a_known_command_all_groups_are_loaded(arguments: list[str]) -> None:
    assert groups_of(arguments) == ()


@pytest.mark.parametrize("asked", ["version", "--version"])
def test_the_version_is_told_without_loading_everything(
    asked: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(groups_of([asked])) == 1
    monkeypatch.setattr(sys, "argv", ["tahqiq", asked])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"tahqiq {__version__}\n"


def test_a_search_loads_no_compiler_linker_or_server() -> None:
    code = (
        "import sys; from tahqiq.cli.start import program; program('look', 'collect', 'people'); "
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(HEAVY) & set(done.stdout.split()) == set()


def test_records_and_words_of_every_desk_load_no_solver_and_the_help_no_server() -> None:
    """Every command asks for them: a desk that loads what only one of its tools needs makes all of them
    wait."""
    code = (
        "import sys; from tahqiq.kit.messages import catalogue; from tahqiq.model.kinds import kinds;"
        " from tahqiq.cli.start import program;"
        "catalogue(); kinds(); print(*sys.modules, sep=chr(44)); program(); print(*sys.modules, sep=chr(44))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    desks_, whole = (set(line.split(",")) for line in done.stdout.splitlines())
    assert {"numba", "splink", "scipy.stats", "fastapi", "uvicorn", "catboost"} & desks_ == set()
    assert {"scipy.stats", "fastapi", "uvicorn", "catboost"} & whole == set()
