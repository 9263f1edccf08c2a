"""Whether a word is one of the common given names, by a static list (:file:`common.txt`), never by what a
collection holds."""

from functools import cache
from importlib.resources import files

from tahqiq.names.skeleton import word_skeleton
from tahqiq.names.units import part_key

_LONG = 6
_LEAST_BONES = 3


@cache
def _lines() -> dict[str, frozenset[int]]:
    lines = files("tahqiq.names").joinpath("common.txt").read_text("utf-8").splitlines()
    names = [line.split() for line in lines if line and not line.startswith("#")]
    found: dict[str, set[int]] = {}
    for number, line in enumerate(names):
        if not _is_family_name(line[0]):
            for one in line:
                found.setdefault(part_key(one), set()).add(number)
    return {one: frozenset(numbers) for one, numbers in found.items()}


def _is_family_name(arabic: str) -> bool:
    """The list ends with family names from places, all of six letters and more that end in yeh; no given name
    in it does."""
    return len(arabic) >= _LONG and arabic.endswith("ي")


def is_known(key: str) -> bool:
    """Whether a part (as :func:`tahqiq.names.units.word_key` gives it) is a common given name.

    >>> is_known("mahdi"), is_known("juburi")
    (True, False)
    """
    return key in _lines()


def known_names(key: str) -> frozenset[int]:
    """The numbers of the common given names that a part is a spelling of, the same for all spellings of one;
    empty for what is none.

    >>> known_names("osman") == known_names("عثمان"), known_names("juburi")
    (True, frozenset())
    """
    return _lines().get(key, frozenset())


@cache
def _bones() -> frozenset[str]:
    return frozenset(bones for one in _lines() if len(bones := word_skeleton(one)[0]) >= _LEAST_BONES)


def sounds_known(key: str) -> bool:
    """Whether a part has the consonants of a common given name, at least three.

    >>> sounds_known("farhaad"), sounds_known("ali")
    (True, False)
    """
    return word_skeleton(key)[0] in _bones()


def are_two_names(one: str, two: str) -> bool:
    """Whether both are common given names, and the list has no name that both are spellings of.

    >>> are_two_names("hassan", "حسين"), are_two_names("hasan", "حسن"), are_two_names("hasan", "juburi")
    (True, False, False)
    """
    first, second = _lines().get(one), _lines().get(two)
    return first is not None and second is not None and first.isdisjoint(second)


__all__ = ["are_two_names", "is_known", "known_names", "sounds_known"]
