"""Names that say nothing: random, with a check sign, safe to read aloud and to write by hand."""

import re
import secrets

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits

ALPHABET = "ACDEFGHJKLMNPRTVWXY3479"
"""Twenty-three signs, none taken for another by eye (no B 8, I 1, O 0, Q, S 5, U V, Z 2); 23 is prime, which
the check sign needs."""
_LENGTH, _BASE = 7, len(ALPHABET)


def mint() -> str:
    """A new random pseudonym such as ``KPT7-3VXA``: seven random signs (3.4 thousand million) and a check
    sign. It counts nothing and tells no order.

    >>> checked(mint()) is not None
    True
    """
    signs = [secrets.randbelow(_BASE) for _ in range(_LENGTH)]
    return _shown([*signs, _check(signs)])


def _check(signs: list[int]) -> int:
    """The sign that makes the sum of place times sign a multiple of 23: any one wrong sign and any two that
    changed places are found."""
    rest = sum(place * sign for place, sign in enumerate(signs, 1)) % _BASE
    return (-rest * pow(_LENGTH + 1, -1, _BASE)) % _BASE


def _shown(signs: list[int]) -> str:
    text = "".join(ALPHABET[sign] for sign in signs)
    return f"{text[:4]}-{text[4:]}"


def checked(text: str) -> str | None:
    """A pseudonym as somebody typed it, in its one form; None where it is none or a sign of it is wrong.

    Case, spaces, hyphens, direction signs and Arabic digits do not matter.

    >>> checked("nothing") is None
    True
    """
    plain = re.sub(r"[^A-Z0-9]", "", fold_digits(text[:64]).upper())
    if len(plain) != _LENGTH + 1 or not set(plain) <= set(ALPHABET):
        return None
    signs = [ALPHABET.index(sign) for sign in plain]
    return _shown(signs) if _check(signs[:-1]) == signs[-1] else None


def needed(text: str) -> str:
    """The same; raises :class:`WrongUse` (``pseudonym-wrong``), which does not repeat what was typed: it may
    be a name."""
    found = checked(text)
    if found is None:
        raise WrongUse("pseudonym-wrong")
    return found
