"""Loops compiled to machine code where numpy has no word for them: one door to numba, so that types stay
checked."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """``function`` compiled on its first call and kept on disk for the next process; it may use numbers,
    arrays and loops only."""
    made: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    return made


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """As :func:`compiled`, written into each loop that calls it: handing over ten arrays costs a hundred
    times what a comparison does."""
    made: Callable[P, R] = numba.njit(inline="always", nogil=True)(function)
    return made
