"""Numbers as people write them: the same rules as on the page (``ui/src/core/number.ts``)."""

import re

_SIGNS = str.maketrans(
    {
        **{chr(0x660 + one): str(one) for one in range(10)},
        **{chr(0x6F0 + one): str(one) for one in range(10)},
        "٫": ".",
        "−": "-",
        **dict.fromkeys("٬'’\u00a0\u202f ", ","),
    }
)
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_POINTS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+")
_PLAIN = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def written_number(text: str) -> str | None:
    """A number as people write it, as plain decimal text: digits of either script, a decimal mark of either
    (12,5; 12.5; ١٢٫٥), thousands in groups of three (500,000; ٥٠٠٬٠٠٠; 500 000; 1.234,5). Empty for empty
    text; None for what is no number or could be two (1,2,3).

    >>> [written_number(one) for one in ("12,5", "٥٠٠", "500,000", "0,500", "1.234,5", "two", " ")]
    ['12.5', '500', '500000', '0.500', '1234.5', None, '']
    """
    plain = text.strip().translate(_SIGNS)
    if plain == "":
        return ""
    if _GROUPED.fullmatch(plain):
        return plain.replace(",", "")
    if _POINTS.fullmatch(plain):
        return plain.replace(".", "").replace(",", ".")
    return plain.replace(",", ".") if _PLAIN.fullmatch(plain) else None
