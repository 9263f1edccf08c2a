"""Which kind of thing a row is about: what a column of kinds says, and what the words of the names say. What
nobody says is a thing, not a person."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from tahqiq.collect.mapping.words import fold, folded
from tahqiq.kit.tables import table

_HERE = "tahqiq.collect.mapping"


@cache
def _types() -> Mapping[str, str]:
    told = table(_HERE, "kinds.yaml")
    return {
        fold(str(word)): name
        for part in ("types", "letters")
        for name, words in told[part].items()
        for word in words
    }


@cache
def _company_words() -> frozenset[str]:
    return frozenset(fold(str(word)) for words in table(_HERE, "kinds.yaml")["company"] for word in words)


@lru_cache(4_096)
def type_of(text: str) -> str:
    """The type of the vocabulary that a word of a column of kinds names, "" for none.

    >>> type_of("Vessel"), type_of("individual"), type_of("red")
    ('Vessel', 'Person', '')
    """
    return _types().get(fold(text), "")


def names_kinds(header: str, values: Sequence[str]) -> bool:
    """Whether a column says what its rows are about: letters alone (P, E) do only under a header that speaks
    of subjects.

    >>> names_kinds("Entity type", ["I", "E"]), names_kinds("Type", ["P", "E"]), names_kinds("Type", ["Ship"])
    (True, False, True)
    """
    return any(len(value.strip()) > 1 for value in values) or bool(_SUBJECTS & set(fold(header).split()))


_SUBJECTS = folded("entity subject party sdn person listed")
"""Words of a header that speaks of who or what is listed."""


def is_body(name: str) -> bool:
    """Whether a name is that of a company or another body: one of its words is a form of law or a word only
    bodies carry.

    >>> (is_body("Tester Trading LLC"), is_body("Tester, Ali Hasan"), is_body("شركة المثال المحدودة"),
    ...  is_body("O.A.O. Primer"))
    (True, False, True, True)
    """
    words = fold(name).split()
    initials = "".join(word for word in words[:6] if len(word) == 1)
    known = _company_words()
    ends = {words[0], words[-1]} if len(words) > 1 else set()
    return any(word in known and (len(word) > 3 or word in ends) for word in words) or (
        len(initials) > 1 and initials in known
    )


def bodies(names: Sequence[str]) -> float:
    """Which share of the names are those of bodies, 0 for none at all."""
    looked = names[:400]
    return sum(map(is_body, looked)) / len(looked) if looked else 0.0
