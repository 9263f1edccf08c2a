"""Loops compiled to machine code where numpy has no word for them: one door to numba, so that types stay checked."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """``function`` compiled on its first call and kept on disk for the next process; it may use numbers, arrays and loops only."""
    made: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    return made
