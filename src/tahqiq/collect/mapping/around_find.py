"""Finding the number of the target outside a table: in a cell above it, the sheet name or the file name."""

import re

from tahqiq.collect.mapping.document import Outside
from tahqiq.collect.mapping.sample import Sample
from tahqiq.collect.mapping.words import fold, likeness
from tahqiq.kit.reasons import reason
from tahqiq.kit.text import tidy_code
from tahqiq.model.types import property_type

NUMBER = r"(\+?[0-9٠-٩][0-9٠-٩ ]{8,15}[0-9٠-٩])"
"""RE2 of a telephone number in running text."""

_NUMBER = re.compile(NUMBER)
_WORDS = frozenset(
    map(
        fold,
        (
            "target",
            "msisdn",
            "number",
            "phone",
            "mobile",
            "cdr",
            "calls",
            "الهدف",
            "رقم",
            "هاتف",
            "سجل",
            "مكالمات",
            "ئامانج",
            "ژمارە",
            "مۆبایل",
        ),
    )
)


def target_outside(sample: Sample) -> tuple[Outside, str] | None:
    """The entry for ``outside:`` and why, None when no telephone number stands around the table."""
    labelled = [item for item in sample.layout.above if item.label and _is_number(item.value)]
    for item in sorted(
        labelled, key=lambda item: -max(likeness(item.label, "target"), likeness(item.label, "phone"))
    ):
        return Outside("above", NUMBER, label=item.label), reason(
            "because-target-beside", number=item.value, label=item.label
        )
    for item in sample.layout.above:
        if _is_number(item.value) or (item.label and _is_number(f"{item.label} {item.value}")):
            return Outside("above", NUMBER), reason("because-target-above", text=item.value)
    if _is_number(sample.sheet_name):
        return Outside("sheet_name", NUMBER), reason("because-target-sheet", name=sample.sheet_name)
    if _is_number(sample.file_name) and _speaks_of_one(sample.file_name):
        return Outside("file_name", NUMBER), reason("because-target-file", name=sample.file_name)
    return None


def _speaks_of_one(name: str) -> bool:
    """Whether the digits of a file's name are those of a telephone: a number that can be assigned, or a word
    beside them that says so."""
    found = _NUMBER.search(tidy_code(name))
    return found is not None and (
        property_type("phone").clean(found.group(1)).note is None or bool(set(fold(name).split()) & _WORDS)
    )


def _is_number(text: str) -> bool:
    found = _NUMBER.search(tidy_code(text))
    if found is None:
        return False
    digits = re.sub(r"\D", "", found.group(1))
    return 9 <= len(digits) <= 14 and not re.fullmatch(
        r"(?:19|20)\d\d(?:0[1-9]|1[0-2])\d\d(?:(?:19|20)\d{6})?", digits
    )


__all__ = ["NUMBER", "fold", "target_outside"]
