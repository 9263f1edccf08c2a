"""The guard of grades: what somebody knows a thing by restricts which grades may be given to it. It never
gives one, and no scheme is converted into another."""

from typing import Literal, get_args

from tahqiq.kit.errors import WrongUse
from tahqiq.model.grade import Grade, schemes

Basis = Literal["own", "corroborated", "uncorroborated", "unknown", "false"]
"""What an item rests on: own sight or hearing of the source; told by another and corroborated, or not; not
known; suspected to be false."""


BASES: tuple[Basis, ...] = get_args(Basis)
_EUROPOL: dict[str, str] = {
    "own": "2",
    "corroborated": "3",
    "uncorroborated": "4",
    "unknown": "4",
    "false": "",
}


_UK: dict[str, str] = {"own": "A", "corroborated": "B", "uncorroborated": "C", "unknown": "D", "false": "E"}
CONFIRMED = "1"
"""Admiralty: confirmed, which takes a second source that is independent of the first."""


def fitting(scheme: str, basis: Basis, official: bool = False) -> frozenset[str]:
    """The signs for the information that a scheme leaves open to a basis, from the schemes' own definitions;
    empty where it has none (4x4 has no sign for suspected falsehood).

    ``official``: the reporting official knows it too. Raises ``WrongUse`` (``covert-grade-scheme``) for a
    scheme that is not guarded.

    >>> sorted(fitting("europol-4x4", "own", official=True)), sorted(fitting("uk-3x5x2", "uncorroborated"))
    (['1', '2'], ['C'])
    >>> sorted(fitting("admiralty", "false"))
    ['5']
    """
    if scheme == "europol-4x4":
        return frozenset(_EUROPOL[basis]) | (frozenset("1") if basis == "own" and official else frozenset())
    if scheme == "uk-3x5x2":
        return frozenset(_UK[basis])
    if scheme == "admiralty":
        return (
            frozenset("5")
            if basis == "false"
            else frozenset("6")
            if basis == "unknown"
            else frozenset("12346")
        )
    raise WrongUse("covert-grade-scheme", scheme=scheme, known=", ".join(GUARDED))


def guarded(text: str, basis: Basis, official: bool = False) -> Grade:
    """The grade as it was chosen, where the basis leaves it open. Raises ``WrongUse`` (``unknown-grade``,
    ``covert-grade-scheme``, ``covert-grade-none``, ``covert-grade-guard``)."""
    grade = Grade.parse(text)
    left = fitting(grade.scheme, basis, official)
    if not left:
        raise WrongUse("covert-grade-none", scheme=grade.scheme)
    if grade.code[1:2] not in left:
        raise WrongUse("covert-grade-guard", grade=str(grade), basis=basis, left=", ".join(sorted(left)))
    return grade


GUARDED = ("europol-4x4", "uk-3x5x2", "admiralty")
"""The schemes that are guarded."""


def left_open(basis: Basis, official: bool = False) -> list[str]:
    """Every grade of the guarded schemes that a basis leaves open, as scheme and code; none is put first
    because it would fit better.

    >>> [one for one in left_open("own") if one.startswith("europol")]
    ['europol-4x4:A2', 'europol-4x4:B2', 'europol-4x4:C2', 'europol-4x4:X2']
    """
    return [
        f"{scheme}:{source}{sign}"
        for scheme in GUARDED
        for source in schemes()[scheme]["axes"][0]["codes"]
        for sign in sorted(fitting(scheme, basis, official))
    ]
