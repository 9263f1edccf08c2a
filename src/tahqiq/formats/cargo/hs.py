"""Which edition of the Harmonized System a code stands in (2017, 2022). It flags, it never rejects: older
editions and national codes exist."""

from functools import cache
from importlib.resources import files

_OWN = ("77", "98", "99")
"""Chapters that countries fill by themselves."""


@cache
def _editions() -> dict[str, str]:
    """Code of six digits → "" (both editions), "-" (only 2017) or "+" (only 2022)."""
    found: dict[str, str] = {}
    for line in files("tahqiq.formats.cargo").joinpath("hs_codes.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            heading, *rest = line.split()
            found |= {heading + one[-2:]: one[:-2] for one in rest}
    return found


def hs_remark(text: str) -> str:
    """The code of what is odd about a tariff code; "" where nothing is, or where it says fewer than six
    digits.

    >>> (hs_remark("690721"), hs_remark("8517.12.00"), hs_remark("690790"), hs_remark("6907"),
    ...  hs_remark("98010000"))
    ('', 'cargo-hs-old', 'cargo-hs-unknown', '', '')
    """
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    if len(digits) < 6 or digits.startswith(_OWN):
        return ""
    return {"": "", "+": "", "-": "cargo-hs-old", None: "cargo-hs-unknown"}[_editions().get(digits[:6])]
