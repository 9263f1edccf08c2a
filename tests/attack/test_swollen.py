"""Time grows with the size of a file, not with its square: one sign repeated in good samples of every reader
and every parser of a desk (see :mod:`tests.attack.swollen`)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tahqiq.formats.registry import readers

from .mutants import GOLDEN
from .swollen import GROWTH, PARSERS, _grows

NAMES = sorted({*PARSERS, *(one.name for one in readers() if (GOLDEN / one.name).is_dir())})
SMALL = "50000"
"""The whole sweep, every sign up to 900,000 bytes, is for hours when nobody waits: ``python -m
tests.attack.swollen READER``. Files of 900,000 signs are in test_desk_bombs.py."""


QUICK = ("lab", "lab-sheet", "cargo", "whatsapp", "passengers", "guard", "recognition")


def run(name: str, *more: str) -> None:
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.attack.swollen", name, *more],
        capture_output=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert made.returncode == 0, made.stderr.decode()[-4000:]
    assert json.loads(made.stdout.splitlines()[-1])["found"] == 0


@pytest.mark.parametrize("name", QUICK)
def test_time_does_not_grow_with_the_square_of_a_file(name: str) -> None:
    run(name, "--few", "--most", SMALL)


@pytest.mark.slow
@pytest.mark.parametrize("name", [one for one in NAMES if one not in QUICK])
def test_nor_does_that_of_any_other(name: str) -> None:
    run(name, "--few", "--most", SMALL)


def test_what_grows_with_the_square_is_seen() -> None:
    assert GROWTH < 16
    assert _grows(0.1, 1.6)
    assert not _grows(0.1, 0.4)
    assert not _grows(0.0, 0.3)
