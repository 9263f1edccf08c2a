"""What ions of a spectrum may be: fragments that chemists know at sight and losses from the molecule. They
explain a picture; no decision rests on them."""

import re

from tahqiq.desk.answers import Strict

LOSSES = {
    1: "M-H",
    15: "M-CH3",
    16: "M-NH2",
    17: "M-OH",
    18: "M-H2O",
    27: "M-HCN",
    28: "M-CO",
    29: "M-C2H5",
    31: "M-OCH3",
    35: "M-Cl",
    36: "M-HCl",
    42: "M-C2H2O",
    43: "M-C3H7",
    44: "M-CO2",
    45: "M-C2H7N",
    57: "M-C4H9",
    59: "M-C2H3O2",
    73: "M-C3H9Si",
    79: "M-Br",
    91: "M-C7H7",
}
KNOWN = {
    30: "CH4N",
    43: "C2H3O / C3H7",
    44: "C2H6N",
    57: "C4H9",
    58: "C3H8N",
    65: "C5H5",
    70: "C4H8N",
    71: "C5H11",
    72: "C4H10N",
    73: "C3H9Si",
    77: "C6H5",
    82: "C5H8N",
    84: "C5H10N",
    86: "C5H12N",
    91: "C7H7",
    105: "C7H5O",
    119: "C9H11",
    135: "C8H7O2",
    149: "C8H5O3",
    207: "C5H15O3Si3",
    281: "C7H21O4Si4",
}
MASSES = {
    "C": 12,
    "H": 1,
    "N": 14,
    "O": 16,
    "S": 32,
    "F": 19,
    "CL": 35,
    "BR": 79,
    "I": 127,
    "P": 31,
    "SI": 28,
    "B": 11,
}
LEAST = 20.0
"""Ions below this height (base peak 999) are not named."""
_PART = re.compile(r"([A-Z][a-z]?)(\d*)")


class IonView(Strict):
    """An ion and what it may be."""

    mz: int
    label: str


def nominal(formula: str) -> int | None:
    """The nominal mass of a formula from its most frequent isotopes; None where it holds what is not known
    here.

    >>> nominal("C9H13N"), nominal("C17H15ClN4S"), nominal("Xy3")
    (135, 342, None)
    """
    counts = atoms(formula)
    if not counts or any(symbol.upper() not in MASSES for symbol in counts):
        return None
    return sum(MASSES[symbol.upper()] * count for symbol, count in counts.items())


def atoms(formula: str) -> dict[str, int]:
    """How many atoms of each element a formula has; none where it is no formula.

    >>> atoms("C2H6O"), atoms("2H")
    ({'C': 2, 'H': 6, 'O': 1}, {})
    """
    counts: dict[str, int] = {}
    if "".join(match.group(0) for match in _PART.finditer(formula)) != formula:
        return {}
    for symbol, count in _PART.findall(formula):
        counts[symbol] = counts.get(symbol, 0) + int(count or 1)
    return counts


def _loses(formula: str, loss: str) -> bool:
    """Whether a molecule has the atoms of a loss (``M-…``)."""
    own = atoms(formula)
    return all(own.get(symbol, 0) >= count for symbol, count in atoms(loss.removeprefix("M-")).items())


def annotated(peaks: list[tuple[int, float]], formula: str) -> list[IonView]:
    """Names of the ions of a spectrum; losses where the formula may be said; "" where it may not: a loss from
    the molecule of a stranger would be invented."""
    molecule = nominal(formula)
    found = []
    for mass, height in peaks:
        if height < LEAST:
            continue
        label = KNOWN.get(mass, "")
        if molecule is not None:
            loss = LOSSES.get(molecule - mass, "")
            label = "M" if mass == molecule else loss if loss and _loses(formula, loss) else label
        if label:
            found.append(IonView(mz=mass, label=label))
    return found
