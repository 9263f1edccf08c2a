"""What a molecular formula says by itself."""

import re

_NOMINAL = {
    "C": 12,
    "H": 1,
    "D": 2,
    "N": 14,
    "O": 16,
    "S": 32,
    "P": 31,
    "F": 19,
    "Cl": 35,
    "Br": 79,
    "I": 127,
    "Si": 28,
    "B": 11,
    "Se": 80,
    "Na": 23,
    "K": 39,
    "Sn": 120,
    "Hg": 202,
    "Fe": 56,
    "As": 75,
    "Ge": 74,
    "Te": 130,
    "Mn": 55,
    "Cr": 52,
    "Co": 59,
    "Ni": 58,
    "Cu": 63,
    "Zn": 64,
    "Al": 27,
    "Li": 7,
    "Pb": 208,
    "Sb": 121,
    "Bi": 209,
}


def atoms(formula: str) -> dict[str, int]:
    """How many of each element a formula names.

    >>> atoms("C10H15N")
    {'C': 10, 'H': 15, 'N': 1}
    """
    found: dict[str, int] = {}
    for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", formula):
        found[element] = found.get(element, 0) + int(count or 1)
    return found


def nominal_mass(formula: str) -> int:
    """The mass of the molecule in whole numbers, by the commonest isotopes; 0 where the formula is empty or
    names an element that is not known here.

    >>> nominal_mass("C10H15N"), nominal_mass("")
    (149, 0)
    """
    held = atoms(formula)
    return (
        sum(_NOMINAL[element] * count for element, count in held.items())
        if all(element in _NOMINAL for element in held)
        else 0
    )
