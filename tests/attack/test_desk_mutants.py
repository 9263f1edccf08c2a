"""Broken copies of small good files through every parser that desks have of their own: nothing but a problem
or an error that a person can be told.

How many is set from outside: ``TAHQIQ_MUTANTS=20000 TAHQIQ_SEED=7 .venv/bin/pytest
tests/attack/test_desk_mutants.py -k lab``.
"""

import contextlib
import os
import time
from pathlib import Path

import pytest

from tahqiq.kit.errors import TahqiqError

from .mutants import mutant
from .swollen import PARSERS, RUN, _agilent, target

COUNT = int(os.environ.get("TAHQIQ_MUTANTS", "150"))
SEED = int(os.environ.get("TAHQIQ_SEED", "1"))
SLOW = 5.0


@pytest.mark.parametrize("name", PARSERS)
def test_broken_copies_end_in_a_designed_way(tmp_path: Path, name: str) -> None:
    work, good = target(name)
    (tmp_path / RUN).parent.mkdir()
    (tmp_path / RUN).write_bytes(_agilent())
    for called, data in good:
        path = tmp_path / called
        for number in range(COUNT):
            broken = mutant([data], number, SEED)
            path.write_bytes(broken)
            began = time.process_time()
            try:
                work(path)
            except TahqiqError:
                pass
            except Exception as error:
                raise AssertionError(f"mutant {number} of {called}, seed {SEED}: {broken[:400]!r}") from error
            assert time.process_time() - began < SLOW, f"mutant {number} of {called}, seed {SEED}"


@pytest.mark.parametrize("where", ["data", "text"])
def test_broken_runs_of_an_instrument_end_in_a_designed_way(tmp_path: Path, where: str) -> None:
    work, _ = target("lab")
    data, text = tmp_path / RUN, tmp_path / "DATA.D" / "acqmeth.txt"
    data.parent.mkdir()
    for number in range(COUNT):
        data.write_bytes(mutant([_agilent()], number, SEED) if where == "data" else _agilent())
        text.write_bytes(
            mutant([b"Ion source : EI\n"], number, SEED) if where == "text" else b"Ion source : EI\n"
        )
        with contextlib.suppress(TahqiqError):
            work(text)
