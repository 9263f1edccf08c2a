"""Which columns of a table a model may see, as what, and which it must not."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tahqiq.formats.plain_table import PlainTable
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits
from tahqiq.model.types.number import Mark, decimal_mark, parse_number

Why = Literal[
    "dropped",
    "label",
    "time",
    "person",
    "outcome",
    "tells-the-label",
    "one-value",
    "numbers-rows",
    "free-text",
]

FEW = 50
"""A column of whole numbers with at most so many different ones is a code."""
_PERSON = re.compile(
    r"\b(nationality|national|citizenship|sex|gender|age|birth|born|dob|religion|sect|ethnic\w*|race|"
    r"tribe|clan|marital|disab\w*|health)\b"
    r"|جنسية|الجنس|العمر|الميلاد|المولد|الديانة|المذهب|العشيرة|القومية|ره‌گه‌ز|ڕەگەز|ڕەگەزنامە|تەمەن|"
    r"ئایین|مەزهەب|هۆز|نەتەوە|لەدایکبوون"
)
_OUTCOME = re.compile(
    r"\b(fraud|illicit|irregular\w*|outcome|result|find|found|finding|seiz\w*|offen[cs]e|violation|"
    r"penalty|label|target|raised|hit)\b"
    r"|نتيجة|مخالفة|مضبوط\w*|ضبط|ئەنجام|سەرپێچی|دەستبەسەر"
)
_CODE = re.compile(
    r"\b(id|code|type|kind|no|number|office|hs\w*|mode|class|heading|tariff|cpc)\b|رمز|رقم|نوع|بند|"
    r"کۆد|ژمارە|جۆر"
)


class Column(BaseModel):
    """A column that the model sees: as a ``category`` (its text as it stands) or as a ``number`` with its
    decimal ``mark``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    use: Literal["category", "number"]
    mark: Mark | None = None


class LeftOut(BaseModel):
    """A column that the model does not see, and why: ``person`` (about a person: never), ``outcome`` (its
    name says that it is known only after opening), ``tells-the-label`` (it tells by itself what was found),
    ``numbers-rows``, ``one-value``, ``free-text``, ``dropped``, ``label``, ``time``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    why: Why


def place_of(table: PlainTable, name: str) -> int:
    """The place of a column by its name. Raises ``WrongUse`` (``cargo-no-such-column``)."""
    if name not in table.header:
        raise WrongUse(
            "cargo-no-such-column", column=name[:80], file=table.name, known=", ".join(table.header)[:400]
        )
    return table.header.index(name)


def chosen(
    table: PlainTable, label: str, time: str, dropped: Collection[str], wanted: Collection[str]
) -> tuple[list[Column], list[LeftOut]]:
    """Columns that are seen, and those left out with the reason, in the order of the table. ``wanted`` are
    taken although they look like a number of rows, an outcome or free text; a column about a person is never
    taken. Raises ``WrongUse`` (``cargo-no-such-column``, ``cargo-person-wanted``)."""
    for name in (label, time, *dropped, *wanted):
        place_of(table, name)
    seen: list[Column] = []
    out: list[LeftOut] = []
    for place, name in enumerate(table.header):
        texts = [row[place] for row in table.rows]
        why = _named(name, label, time, dropped)
        if why == "person" and name in wanted:
            raise WrongUse("cargo-person-wanted", column=name[:80])
        column = _column(name, texts)
        if why is None and name not in wanted:
            why = _unfit(name, texts, column)
        if why:
            out.append(LeftOut(name=name, why=why))
        else:
            seen.append(column)
    return seen, out


def _named(name: str, label: str, time: str, dropped: Collection[str]) -> Why | None:
    if name == label:
        return "label"
    if name == time:
        return "time"
    if _PERSON.search(_words(name)):
        return "person"
    return "dropped" if name in dropped else None


def _unfit(name: str, texts: Sequence[str], column: Column) -> Why | None:
    filled = [text for text in texts if text]
    different = len(set(filled))
    if different < 2 and len(filled) in (0, len(texts)):
        return "one-value"
    if _OUTCOME.search(_words(name)) and different <= FEW:
        return "outcome"
    if column.use == "category" and len(filled) > FEW and different > 0.98 * len(filled):
        words = sum(text.count(" ") for text in filled) / len(filled)
        return "free-text" if words > 2 else "numbers-rows"
    return None


def _column(name: str, texts: Sequence[str]) -> Column:
    """A number where nearly all cells are one and it is no code: a code has "code", "id" and the like in its
    name, few different values, or values of one length that repeat."""
    counts = Counter(text for text in texts if text)
    mark = decimal_mark(list(counts))
    numbers = [text for text in counts if parse_number(text, mark) is not None]
    if not counts or sum(counts[text] for text in numbers) < 0.98 * counts.total():
        return Column(name=name, use="category")
    whole = all(fold_digits(text).isdigit() for text in numbers)
    lengths = {len(text) for text in numbers}
    code = whole and (
        len(counts) <= FEW
        or bool(_CODE.search(_words(name)))
        or (len(lengths) == 1 and counts.total() > 4 * len(counts))
    )
    return Column(name=name, use="category") if code else Column(name=name, use="number", mark=mark)


def _words(name: str) -> str:
    """A header as words: ``CountryOfOrigin`` and ``country_of_origin`` alike."""
    return re.sub(r"[_\W]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower()
