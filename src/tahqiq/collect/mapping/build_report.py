"""Graded reports among texts: a document whose first lines give it a grade, and a number or a date, is more
than a text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tahqiq.collect.mapping.document import EntitySpec, For, Mapping, Outside, Sources, Value
from tahqiq.kit.reasons import reason

HEAD_LINES = 15
"""In how many first lines number, date and grade are looked for: further down they are somebody else's."""

_SOURCE = r"(?:source(?: reliability)?|تقييم المصدر|المصدر|سەرچاوە|ژێدەر)"
_CONTENT = r"(?:information(?: credibility)?|info|content|تقييم المعلومة|المعلومة|زانیاری)"
_PAIR = re.compile(rf"{_SOURCE}\s*[:：]\s*([A-F])\W+{_CONTENT}\s*[:：]\s*([1-6])(?!\w)", re.IGNORECASE)
_CODE = re.compile(
    r"(?:grade|grading|evaluation|التقييم|پلەی هەڵسەنگاندن|پلە)\s*[:：]\s*([A-F])\s*[-/]?\s*([1-6])(?!\w)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    (
        r"(?:report (?:no|number)\.?|رقم التقرير|العدد|ژمارەی ڕاپۆرت|ژمارا "
        r"راپۆرتێ)\s*[:：]?\s*([\w/.-]*\d[\w/.-]*)"
    ),
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w-])([A-Z]{2,6}(?:-[A-Z]{1,4})?-\d{1,8})(?![\w-])")
_DATE = re.compile(
    (
        r"(?:(?:date|التاريخ|بەروار|ڕێکەوت|رێکەفت)\s*[:：]\s*)?(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,"
        r"2}[-/]\d{1,2}[-/]\d{4})"
    ),
    re.IGNORECASE,
)
_FROM = re.compile(
    (
        r"(?:originator|source ref(?:erence)?\.?|from|الجهة المنشئة|مرجع المصدر|الجهة|سەرچاوەی ژمارە|"
        r"لایەنی دروستکەر)\s*[:：]\s*(\S.*)"
    ),
    re.IGNORECASE,
)


class Head(NamedTuple):
    """What the first lines of a report say of it: each as it stands, "" where it does not; ``code`` is the
    grade's code (``A1``)."""

    title: str
    graded: str
    code: str
    number: str
    date: str
    originator: str


def report_head(lines: Sequence[str]) -> Head | None:
    """The head of a graded report, None for every other text: a grade, and a number or a date, must stand in
    the first lines.

    >>> head = ["Information report SMP-R-02", "2026-04-11", "Source: B   Information: 2", "He was seen."]
    >>> report_head(head).code
    'B2'
    """
    head = [line.strip() for line in lines if line.strip()][:HEAD_LINES]
    graded = next((found for line in head if (found := _PAIR.search(line) or _CODE.search(line))), None)
    if graded is None:
        return None
    number = next(
        (found[1] for line in head if (found := _LABELLED.search(line) or _NUMBER.search(line))), ""
    )
    date = next((found[1] for line in head if (found := _DATE.fullmatch(line))), "")
    originator = next(
        (found[1] for line in head if (found := _FROM.match(line)) and not _PAIR.search(line)), ""
    )
    if not number and not date:
        return None
    return Head(head[0], graded[0], f"{graded[1].upper()}{graded[2]}", number, date, originator)


_TOLD = {"reportNumber": "number", "date": "date", "originator": "originator"}


def build_report(head: Head) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping for a report with such a head, and why. Its text stays a value per line, each with its
    place; the grade becomes ``admiralty:A1`` with what stood in the text beside it."""
    properties: dict[str, Sources] = {
        "fileName": Value(outside="file"),
        "title": Value(column="text", pattern=f"^\\s*({_quoted(head.title)})\\s*$"),
        "grade": Value(
            column="text", pattern=f"({_quoted(head.graded)})", words={head.graded: f"admiralty:{head.code}"}
        ),
        "bodyText": Value(column="text", type="verbatim"),
    }
    why: list[str] = [reason("because-grade", text=head.graded, code=head.code)]
    for name, text in (("reportNumber", head.number), ("date", head.date), ("originator", head.originator)):
        if text:
            properties[name] = Value(
                column="text", pattern=f"({_quoted(text)})\\s*$" if name == "date" else f"({_quoted(text)})"
            )
            why.append(reason(f"because-report-{_TOLD[name]}", text=text))
    spec = EntitySpec(schema="GradedReport", key=(Value(value="document"),), properties=properties)
    mapping = Mapping(
        name="report",
        title="Graded report, line by line",
        for_=For("text.line"),
        outside={"file": Outside("file_name")},
        entities={"document": spec},
    )
    return mapping, tuple(why)


def _quoted(text: str) -> str:
    """``text`` as a pattern that matches only it (RE2)."""
    return "".join(f"\\{sign}" if sign in r"\.^$*+?{}[]|()" else sign for sign in text)
