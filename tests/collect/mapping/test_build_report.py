"""A text with a grade, and a number or a date, is a graded report; every other text is a document."""

from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.mapping.build_report import report_head
from tahqiq.workbench import Workbench

AR = [
    "تقرير معلومات SMP-R-01 SAMPLE",
    "2026-04-11",
    "تقييم المصدر: B   تقييم المعلومة: 2",
    "شوهد مع رجل آخر قرب السوق.",
]
EN = [
    "Information report SMP-R-02 SAMPLE",
    "2026-05-02",
    "Source: A   Information: 3",
    "He was seen with SMP-R-77 near the market.",
]
CKB = ["ڕاپۆرتی زانیاری SMP-R-06 SAMPLE", "2026-03-09", "سەرچاوە: C   زانیاری: 1", "لە بازاڕ بینرا."]


@pytest.mark.parametrize(
    ("lines", "code", "number", "date"),
    [
        (AR, "B2", "SMP-R-01", "2026-04-11"),
        (EN, "A3", "SMP-R-02", "2026-05-02"),
        (CKB, "C1", "SMP-R-06", "2026-03-09"),
    ],
)
def test_heads_in_three_languages(lines: list[str], code: str, number: str, date: str) -> None:
    head = report_head(lines)
    assert head is not None
    assert (head.code, head.number, head.date, head.title) == (code, number, date, lines[0])


@pytest.mark.parametrize(
    "lines",
    [
        ["He wrote a letter.", "2026-04-11", "Nobody graded it."],
        ["Source: A   Information: 3", "no number and no date"],
        ["Minutes", "2026-04-11", *["talk"] * 20, "Source: A   Information: 3"],
        ["Information: three apples", "Source: Ahmed", "2026-01-01"],
    ],
)
def test_other_texts_are_no_reports(lines: list[str]) -> None:
    assert report_head(lines) is None


@pytest.mark.parametrize("lines", [AR, EN, CKB])
def test_a_report_has_its_fields_and_its_text_with_places(tmp_path: Path, lines: list[str]) -> None:
    Door.found(tmp_path / "ws").close()
    (tmp_path / "report.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "letter.txt").write_text("Dear friend,\nnothing is graded here.\n", "utf-8")
    with Workbench.opened(tmp_path / "ws") as bench:
        made = bench.collect([tmp_path / "report.txt", tmp_path / "letter.txt"], bench.deposit())
        assert [(item.status, item.records, item.mapped) for item in made] == [
            ("published", 4, 4),
            ("published", 2, 2),
        ]
        (report,) = bench.search(lines[0], schema="GradedReport").hits
        entity = bench.show(report.id.hex())
        values = {prop: list(found) for prop, found in entity.properties.items()}
        head = report_head(lines)
        assert head is not None
        assert values["grade"] == [f"admiralty:{head.code}"]
        assert values["date"] == [lines[1]]
        assert values["title"] == [lines[0]]
        assert len(values["reportNumber"]) == 1
        assert [(item.value, item.place.row) for item in entity.statements if item.prop == "bodyText"] == [
            (line, row) for row, line in enumerate(lines, 1)
        ]
        assert next(item.original for item in entity.statements if item.prop == "grade") != values["grade"][0]
        assert bench.search("nothing is graded", schema="Document").hits
        assert bench.verify().holds
