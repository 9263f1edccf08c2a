"""What the fields of a desk's records and the values of its choices are called: one entry in the catalogue of
messages, from which form, answer, register, paper and export take it.

The most special name wins: ``desk-KIND-field-NAME`` (``desk-custody-move-field-left``; a question that is of
no kind: ``desk-DESK-OPERATION-field-NAME``), ``desk-DESK-field-NAME``, ``desk-field-NAME``; values have
``value`` in place of ``field``.
"""

from typing import Literal

from tahqiq.kit.messages import LOCALES, Message, catalogue, message
from tahqiq.kit.yaml_nodes import Words

Sort = Literal["field", "value"]


def code_of(desk: str, kind: str, sort: Sort, name: str) -> str | None:
    """The entry of the catalogue; None where nobody named it. ``kind`` "" : of no kind."""
    for owner in (*([kind] if kind else []), desk, ""):
        code = f"desk-{owner}-{sort}-{name}" if owner else f"desk-{sort}-{name}"
        if code in catalogue():
            return code
    return None


def called(desk: str, kind: str, sort: Sort, name: str, locale: str) -> Message | None:
    """The words in one language; None where nobody named it."""
    code = code_of(desk, kind, sort, name)
    return None if code is None else message(code, locale, {})


def words(desk: str, kind: str, sort: Sort, name: str) -> Words | None:
    """The words in every language; None where nobody named it."""
    code = code_of(desk, kind, sort, name)
    return None if code is None else {one: message(code, one, {}).sentence for one in LOCALES}


def help_words(desk: str, kind: str, sort: Sort, name: str) -> Words | None:
    """What is meant by it, in every language; None where nobody says."""
    code = code_of(desk, kind, sort, name)
    found = {} if code is None else {one: message(code, one, {}).next_step for one in LOCALES}
    return found if any(found.values()) else None
