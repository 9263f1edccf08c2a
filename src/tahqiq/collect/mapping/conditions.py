"""Which lines of a table satisfy the conditions of a mapping."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.balances import states_balance
from tahqiq.collect.mapping.document import Condition
from tahqiq.collect.mapping.frame import Flags
from tahqiq.collect.mapping.texts import Reading
from tahqiq.collect.mapping.words import fold
from tahqiq.model.types.number import parse_number


def satisfied(conditions: Sequence[Condition], reading: Reading) -> Flags:
    """True for each line for which every condition holds; a condition is decided once per distinct text."""
    result = np.ones(len(reading.table), np.bool_)
    for condition in conditions:
        texts = reading.column(condition.column)
        verdicts = np.array(
            [_holds(condition, text) for text in [*_matched(condition, texts.distinct), (None, False)]],
            np.bool_,
        )
        result &= verdicts[texts.codes]
    return result


def _matched(condition: Condition, distinct: pa.Array) -> list[tuple[str | None, bool]]:
    """Each text with whether the pattern is found in it; the entry of nothing comes last (code -1 finds
    it)."""
    listed = distinct.to_pylist()
    if condition.matches is None or not listed:
        return [(text, True) for text in listed]
    hits = pc.match_substring_regex(distinct, condition.matches).to_pylist()
    return list(zip(listed, map(bool, hits), strict=True))


def _holds(condition: Condition, item: tuple[str | None, bool]) -> bool:
    text, matched = item
    empty = text is None or not text.strip()
    if condition.filled is not None and condition.filled == empty:
        return False
    word = fold(text or "")
    if condition.in_ and word not in {fold(one) for one in condition.in_}:
        return False
    if condition.not_in and word in {fold(one) for one in condition.not_in}:
        return False
    if condition.matches is not None and not matched:
        return False
    if condition.balance is not None and condition.balance != states_balance(text or ""):
        return False
    return condition.sign is None or _sign(text or "") == condition.sign


def _sign(text: str) -> str:
    number = parse_number(text)
    if number is None or number.value == 0:
        return ""
    return "+" if number.value > 0 else "-"
