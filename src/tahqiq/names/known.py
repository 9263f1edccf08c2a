"""Whether a word is one of the common given names, by a static list (:file:`common.txt`), never by what a collection holds."""

from functools import cache
from importlib.resources import files

from tahqiq.names.skeleton import spelled

_LONG = 6


@cache
def _words() -> frozenset[str]:
    lines = files("tahqiq.names").joinpath("common.txt").read_text("utf-8").splitlines()
    names = [line.split() for line in lines if line and not line.startswith("#")]
    return frozenset(spelled(word) for line in names if not _is_family_name(line[0]) for word in line)


def _is_family_name(arabic: str) -> bool:
    """The list ends with family names from places, all of six letters and more that end in yeh; no given name in it does."""
    return len(arabic) >= _LONG and arabic.endswith("ي")


def is_known(key: str) -> bool:
    """Whether a part (as :func:`tahqiq.names.units.word_key` gives it) is a common given name.

    >>> is_known("mahdi"), is_known("juburi")
    (True, False)
    """
    return key in _words()


__all__ = ["is_known"]
