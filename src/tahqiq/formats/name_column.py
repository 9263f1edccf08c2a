"""Which column of a plain table holds names: by the word in its header, else by what its cells look like."""

from collections.abc import Sequence

from tahqiq.formats.plain_table import PlainTable
from tahqiq.kit.errors import WrongUse
from tahqiq.names.fold import tokens
from tahqiq.names.refusal import refusal

_WHOLE = frozenset(
    "".join(tokens(word))
    for word in (
        "name",
        "full name",
        "fullname",
        "person",
        "person name",
        "name1",
        "query",
        "latin",
        "arabic",
        "passenger name",
        "customer name",
        "subscriber name",
        "name latin",
        "name arabic",
        "name en",
        "name ar",
        "الاسم",
        "اسم",
        "الاسم الكامل",
        "الاسم الثلاثي",
        "الاسم الرباعي",
        "الاسم الثلاثي واللقب",
        "الاسم الرباعي واللقب",
        "الأسماء",
        "اسم المشترك",
        "اسم المسافر",
        "ناو",
        "ناوی تەواو",
        "ناوی سیانی",
        "ناوی چواری",
        "ناڤ",
        "ناڤێ تەمام",
        "ناڤێ سیانی",
    )
)
_WORDS = frozenset(["name", "names", "اسم", "الاسم", "ناو", "ناوی", "ناڤ", "ناڤێ"])
_LOOKED_AT = 500
_MOSTLY = 0.5


def name_column(table: PlainTable, wanted: str | None = None) -> int:
    """The place of the column of names, 0 for the first.

    ``wanted`` is a header as it stands (letter case, blanks and signs do not matter) or a number from 1 on.
    Raises ``WrongUse``: ``names-no-such-column`` when there is no such column, ``names-no-column`` when none
    is named and none is recognised.
    """
    keys = ["".join(tokens(label)) for label in table.header]
    shown = ", ".join(label or str(at) for at, label in enumerate(table.header, 1))
    if wanted is not None:
        key = "".join(tokens(wanted))
        if key in keys:
            return keys.index(key)
        if wanted.isdigit() and 1 <= int(wanted) <= len(keys):
            return int(wanted) - 1
        raise WrongUse("names-no-such-column", column=wanted[:80], name=table.name, known=shown[:400])
    if len(keys) == 1:
        return 0
    for at, key in enumerate(keys):
        if key in _WHOLE:
            return at
    for at, label in enumerate(table.header):
        if _WORDS.intersection(tokens(label.replace("_", " "))):
            return at
    shares = [_share([row[at] for row in table.rows[:_LOOKED_AT]]) for at in range(len(keys))]
    best = max(range(len(shares)), key=lambda at: shares[at], default=0)
    if not shares or shares[best] < _MOSTLY:
        raise WrongUse("names-no-column", name=table.name, known=shown[:400])
    return best


def _share(cells: Sequence[str]) -> float:
    """Share of the filled cells that look like a name of two words to six."""
    filled = [cell for cell in cells if cell.strip()]
    names = sum(
        1 < len(tokens(cell)) < 7 and not refusal(cell) and not any(sign.isdigit() for sign in cell)
        for cell in filled
    )
    return names / len(filled) if filled else 0.0


__all__ = ["name_column"]
