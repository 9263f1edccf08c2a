"""Names as airlines write them: titles stuck to given names, and whether two writings within one booking mean
the same traveller."""

import re
from functools import lru_cache
from typing import NamedTuple

_TITLES = (
    "MSTR",
    "MISS",
    "MRS",
    "MST",
    "MR",
    "MS",
    "DR",
    "PROF",
    "CHD",
    "INF",
    "MSTER",
    "MADAM",
    "MDM",
    "SIR",
    "ENG",
    "CAPT",
)
_STUCK = (("MSTR", 2), ("MISS", 3), ("MRS", 2), ("MR", 3), ("MS", 4))
"""Titles stuck to a name, with how many letters must be left: Amr, Tamr, Samr and Shams are names."""


class Given(NamedTuple):
    """A given name without its title, and the title."""

    name: str
    title: str


@lru_cache(1 << 13)
def given(text: str) -> Given:
    """A given name as a booking has it, its title apart.

    >>> given("MOLLYMRS"), given("ALI MR")
    (Given(name='MOLLY', title='MRS'), Given(name='ALI', title='MR'))
    >>> given("AMR"), given("SHAMS")
    (Given(name='AMR', title=''), Given(name='SHAMS', title=''))
    """
    shown = " ".join(text.split())
    words = shown.split(" ")
    if len(words) > 1 and words[-1].rstrip(".").upper() in _TITLES:
        return Given(" ".join(words[:-1]), words[-1].rstrip("."))
    if len(words) > 1 and words[0].rstrip(".").upper() in _TITLES:
        return Given(" ".join(words[1:]), words[0].rstrip("."))
    last = words[-1]
    for title, least in _STUCK:
        if last.upper().endswith(title) and len(last) - len(title) >= least:
            return Given(" ".join([*words[:-1], last[: -len(title)]]), last[-len(title) :])
    return Given(shown, "")


@lru_cache(1 << 13)
def letters(text: str) -> str:
    """Only the letters and digits of a name, in capitals."""
    return re.sub(r"[\W_]+", "", text).upper()


@lru_cache(1 << 13)
def same(surname: str, first: str, other_surname: str, other_first: str) -> bool:
    """Whether two writings within one booking can be one traveller: equal family names, and one given name
    begins the other.

    >>> same("SMITHJR", "JOHNMR", "SMITHJR", "MRJOHN"), same("ALI", "SARA MRS", "ALI", "OMAR")
    (True, False)
    """
    if letters(surname) != letters(other_surname):
        return False
    left, right = letters(given(first).name), letters(given(other_first).name)
    left, right = (
        left.removeprefix("MR") if len(left) > 5 else left,
        right.removeprefix("MR") if len(right) > 5 else right,
    )
    return not left or not right or left.startswith(right) or right.startswith(left)
