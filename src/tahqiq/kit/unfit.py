"""Why a value that was given does not fit where it was given, in the reader's language: what the checker of
fields finds, said in our words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tahqiq.kit.reasons import Reason, reason

_SAME = {
    "missing": "unfit-missing",
    "extra_forbidden": "unfit-extra",
    "string_type": "unfit-text",
    "list_type": "unfit-list",
    "bool_type": "unfit-flag",
    "bool_parsing": "unfit-flag",
    "int_type": "unfit-whole",
    "int_parsing": "unfit-whole",
    "int_from_float": "unfit-whole",
    "float_type": "unfit-number",
    "float_parsing": "unfit-number",
    "decimal_type": "unfit-number",
    "decimal_parsing": "unfit-number",
    "finite_number": "unfit-number",
    "timezone_aware": "unfit-zone",
    "json_invalid": "unfit-form",
}
_BOUNDS = {
    "string_too_short": ("unfit-short", "min_length"),
    "too_short": ("unfit-few", "min_length"),
    "string_too_long": ("unfit-long", "max_length"),
    "too_long": ("unfit-many", "max_length"),
    "greater_than_equal": ("unfit-least", "ge"),
    "greater_than": ("unfit-above", "gt"),
    "less_than_equal": ("unfit-most", "le"),
    "less_than": ("unfit-below", "lt"),
}


def unfit(error: Mapping[str, Any]) -> str:
    """Why something does not fit, of an error as pydantic tells it (``type``, ``ctx``): a
    :func:`~tahqiq.kit.reasons.reason`, or the words of a check of our own; that it has not the form of its
    field where nothing better is known.

    >>> error = "month value is outside expected range of 1-12"
    >>> unfit({"type": "date_from_datetime_parsing", "ctx": {"error": error}})
    'it is no day; write it as 2026-04-01'
    >>> from tahqiq.kit.reasons import in_words
    >>> in_words(unfit({"type": "less_than_equal", "ctx": {"le": 720}}), "ar")
    'أكبر ما يجوز هو 720'
    """
    sort, told = str(error.get("type", "")), error.get("ctx") or {}
    if sort == "value_error":
        mistake = told.get("error")
        return next((one for one in getattr(mistake, "args", ()) if isinstance(one, str)), str(mistake))
    if sort in _SAME:
        return reason(_SAME[sort])
    if sort == "string_pattern_mismatch":
        return reason(_of_pattern(str(told.get("pattern", ""))))
    if sort in _BOUNDS:
        code, bound = _BOUNDS[sort]
        return reason(code, limit=str(told.get(bound, "")))
    if sort in ("literal_error", "enum"):
        return reason(
            "unfit-choice", known=str(told.get("expected", "")).replace("'", "").replace(" or ", ", ")
        )
    if sort.startswith("datetime"):
        return reason("unfit-time")
    return reason("unfit-day" if sort.startswith("date") else "unfit-form")


def _of_pattern(pattern: str) -> str:
    """What a pattern asks for, by what it takes: nobody reads patterns.

    >>> _of_pattern(r"^\\d{1,6}(\\.\\d{1,4})?$"), _of_pattern("^[1-9][0-9]{0,4}$")
    ('unfit-amount', 'unfit-whole')
    >>> _of_pattern(r"^\\d{4}-\\d\\d-\\d\\d$"), _of_pattern("^[0-9a-f]+$")
    ('unfit-day', 'unfit-form')
    """

    def takes(text: str) -> bool:
        try:
            return re.search(pattern, text) is not None
        except re.error:
            return False

    if any(takes(letter) for letter in "aAx"):
        return "unfit-form"
    if any(takes(part) for part in ("12.5", "0.5", ".5")):
        return "unfit-number" if takes("-12.5") else "unfit-amount"
    if any(takes(whole) for whole in ("12", "1")):
        return "unfit-whole"
    return "unfit-day" if takes("2026-04-01") else "unfit-form"


def path_of(where: Sequence[int | str]) -> str:
    """The path of an answer as :meth:`~tahqiq.kit.errors.TahqiqError.of_field` takes it: things of a list are
    counted from 1.

    >>> path_of(("rooms", 1, "place")), path_of(())
    ('rooms.2.place', '')
    """
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in where)


def unfit_at(where: Sequence[int | str], error: Mapping[str, Any]) -> Reason:
    """The same with the field in which it stands.

    >>> unfit_at(("body", "until"), {"type": "missing"})
    'field body.until: it is missing'
    """
    return reason("unfit-at", where=".".join(map(str, where)) or "-", why=unfit(error))
