"""A report that a desk wrote into a case, as a page to be read: its text, its grade in words, its handling
code, and the days that it is about. Nothing in it says where it came from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tahqiq.casework.forms.paper import Block, Row, Sheet
from tahqiq.kit import clock
from tahqiq.kit.locale import format_date, locale
from tahqiq.kit.messages import message
from tahqiq.kit.office import office_zone
from tahqiq.model.grade import Grade, schemes
from tahqiq.model.handling import handling_codes
from tahqiq.model.source import Deposit, Source

CODE = "REPORT"
LINES = 20
"""The most lines that a report has as a document; one with more is something else."""
_WINDOW = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report. ``number`` is its own; ``since`` and ``until`` the first and last day that it is about,
    ``issued`` when it came into the case (UTC)."""

    source: str
    number: str
    text: str
    since: str
    until: str
    grade: str
    handling: str
    issued: str


def written_report(
    source: Source, deposit: Deposit, names: Sequence[str], rows: Sequence[Sequence[str]]
) -> WrittenReport | None:
    """The report that a document is, from its lines; None for every other document."""
    if tuple(names) != ("entity_id", "schema", "prop", "value") or not 0 < len(rows) <= LINES:
        return None
    said: dict[str, str] = {prop: value for _, _, prop, value in rows}
    about = {(entity, schema) for entity, schema, _, _ in rows}
    window = _WINDOW.fullmatch(said.get("description", ""))
    if (
        len(about) != 1
        or next(iter(about))[1] != "Document"
        or set(said) != {"title", "bodyText", "description"}
        or window is None
        or not source.grade
    ):
        return None
    return WrittenReport(
        source.id,
        said["title"],
        said["bodyText"],
        window[1],
        window[2],
        source.grade,
        deposit.handling or "open",
        source.deposited_at,
    )


def report_sheet(report: WrittenReport, language: str, printed_by: str) -> Sheet:
    """The report on paper, A4, in ``language`` (one of the four)."""
    own = locale(language)
    grade = Grade.parse(report.grade)
    signs = grade.labels(own.tag)
    title = schemes()[grade.scheme]["title"]
    evaluation = [
        _row("report-grade", own.tag, f"{grade.code} · {title.get(own.tag) or title['en']}"),
        _row("report-source", own.tag, f"{grade.code[:1]}: {signs[0]}"),
        *([_row("report-information", own.tag, f"{grade.code[1:2]}: {signs[1]}")] if len(signs) > 1 else []),
        _row("report-handling", own.tag, _handling(report.handling, own.tag)),
    ]
    days = [
        _row("report-about", own.tag, f"{_day(report.since, own.tag)} – {_day(report.until, own.tag)}"),
        _row("report-issued", own.tag, _moment(report.issued, own.tag)),
    ]
    return Sheet(
        own.tag,
        own.direction,
        _word("report-title", own.tag),
        CODE,
        report.number,
        "",
        (
            (_word("print-word-printed-on", own.tag), _moment(clock.stamp(), own.tag)),
            (_word("print-word-printed-by", own.tag), printed_by),
        ),
        (
            Block(_word("report-text", own.tag), "", 0, (_row("report-words", own.tag, report.text),)),
            Block(_word("report-evaluation", own.tag), "", 0, tuple(evaluation)),
            Block(_word("report-days", own.tag), "", 0, tuple(days)),
        ),
        (),
        {
            "basis": _word("form-word-basis", own.tag),
            "number": _word("print-word-number", own.tag),
            "closed": _word("form-word-closed", own.tag),
        },
    )


def _handling(code: str, tag: str) -> str:
    labels = handling_codes()[code].labels
    return labels.get(tag) or labels["en"]


def _row(name: str, tag: str, value: str) -> Row:
    return Row(name, _word(name, tag), "", (value,), "", "", (), (), 0, required=False, closed="")


def _day(day: str, tag: str) -> str:
    return format_date(day, tag, digits="latn")


def _moment(moment: str, tag: str) -> str:
    return format_date(moment[:19] + "Z", tag, office_zone(), "latn")


def _word(code: str, tag: str) -> str:
    return message(code, tag, {}).sentence
