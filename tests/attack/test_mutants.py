"""Broken copies of good samples through every reader, in a process of its own each (see
:mod:`tests.attack.mutants`).

How many and how long is set from outside: ``TAHQIQ_MUTANTS=1000000 TAHQIQ_MUTANT_SECONDS=7200 TAHQIQ_SEED=7
.venv/bin/pytest -m slow tests/attack/test_mutants.py -k reader-name``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tahqiq.formats.registry import readers

from .mutants import GOLDEN, mutant, samples

READERS = sorted(one.name for one in readers() if (GOLDEN / one.name).is_dir())
NONE = {"anb"}
"""Readers of files that nobody but their maker's program writes: no sample was made by hand."""
SEED = os.environ.get("TAHQIQ_SEED", "1")


def run(reader: str, count: str, seconds: str) -> dict[str, object]:
    """What the harness says of a reader."""
    words = ["--count", count, "--seconds", seconds, "--seed", SEED]
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.attack.mutants", reader, *words],
        capture_output=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert made.returncode == 0, made.stderr.decode()[-4000:]
    told = json.loads(made.stdout)
    assert isinstance(told, dict)
    return told


def test_every_reader_has_samples_to_break() -> None:
    assert {one.name for one in readers() if not samples(one.name)} <= NONE


def test_a_mutant_is_made_again_from_its_number() -> None:
    good = samples("mail")
    assert [mutant(good, number, 1) for number in range(200)] == [
        mutant(good, number, 1) for number in range(200)
    ]
    assert len({mutant(good, number, 1) for number in range(200)}) > 150
    assert [mutant(good, number, 1) for number in range(50)] != [
        mutant(good, number, 2) for number in range(50)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_mutants(reader: str) -> None:
    told = run(
        reader, os.environ.get("TAHQIQ_MUTANTS", "3000"), os.environ.get("TAHQIQ_MUTANT_SECONDS", "15")
    )
    assert int(str(told["read"])) > 20
