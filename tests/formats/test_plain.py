"""Plain text."""

from pathlib import Path

from tahqiq.formats.plain import READER
from tahqiq.formats.reader import Limits, Records
from tahqiq.model.problem import Problem


def lines(
    path: Path, limits: Limits | None = None
) -> tuple[list[tuple[int, str, str | None]], list[Problem]]:
    items = list(READER.read(path, path.name, limits or Limits()))
    found = [item for item in items if isinstance(item, Records)]
    rows = []
    for batch in found:
        assert batch.kind == "text.line"
        values = batch.columns.to_pydict()
        rows += list(zip(batch.rows.tolist(), values["text"], values["direction"], strict=True))
    return rows, [item for item in items if isinstance(item, Problem)]


def test_rows_are_line_numbers_and_blank_lines_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("first\r\n\r\nتقرير ثان\n12\n".encode())
    assert lines(path) == ([(1, "first", "ltr"), (3, "تقرير ثان", "rtl"), (4, "12", None)], [])


def test_windows_1256_and_presentation_forms_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("محضر ضبط مواد".encode("cp1256"))
    rows, problems = lines(path)
    assert rows[0][1] == "محضر ضبط مواد"
    assert [problem.code for problem in problems] == ["encoding-guessed"]
    path.write_text("\ufee3\ufea4\ufee4\ufeaa", "utf-8")
    rows, problems = lines(path)
    assert rows[0][1] == "محمد"
    assert [problem.code for problem in problems] == ["text-forms-repaired"]


def test_an_endless_line_comes_in_pieces_under_one_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * 25 + "\nend", "utf-8")
    rows, _ = lines(path, Limits(max_cell=10))
    assert [(row, len(text)) for row, text, _ in rows] == [(1, 10), (1, 10), (1, 5), (2, 3)]


def test_empty_and_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    assert [problem.code for problem in lines(path)[1]] == ["document-empty"]
    path.write_bytes(b"12345")
    rows, problems = lines(path, Limits(max_bytes=4))
    assert rows == []
    assert [(problem.code, problem.records) for problem in problems] == [("limit-reached", 1)]


def test_sniff_prefers_text_and_refuses_binary() -> None:
    assert READER.sniff(b"a report\n", "a.txt").score > READER.sniff(b"a report\n", "a.bin").score > 0
    assert READER.sniff(b"\x00\x01\x02\x03" * 50, "a.txt").score == 0
    assert READER.sniff("تقرير".encode("cp1256"), "a.txt").score > 0
