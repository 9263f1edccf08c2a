"""Delimited text: every dialect that came up, exact places, nothing lost, and both parsers agreeing."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats import blocks as blocks_module
from tahqiq.formats.block_parse import _slow, parse
from tahqiq.formats.blocks import Block, line_count
from tahqiq.formats.delimited import READER, bulk_batches
from tahqiq.formats.dialect import Dialect, dialect
from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits, Records
from tahqiq.model.problem import Problem

CALLS = "number;other;start;seconds\n" + "".join(
    f"0770000{n:04};0780000{n:04};2024-01-0{n % 9 + 1} 10:00:00;{n}\n" for n in range(40)
)


def _items(data: bytes, tmp_path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Item]:
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    return list(READER.read(path, "file.csv", limits))


def _rows(items: list[Item]) -> list[tuple[int, list[str | None]]]:
    found: list[tuple[int, list[str | None]]] = []
    for item in items:
        if isinstance(item, Records):
            assert all(column.type == pa.string() for column in item.columns.columns)
            found += [
                (int(row), list(values.values()))
                for row, values in zip(item.rows, item.columns.to_pylist(), strict=True)
            ]
    return found


def _problems(items: list[Item]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", "~", "،", "؛"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_end_are_found(mark: str, newline: str, tmp_path: Path) -> None:
    items = _items(CALLS.replace(";", mark).replace("\n", newline).encode(), tmp_path)
    rows = _rows(items)
    assert not _problems(items)
    assert len(rows) == 41
    assert rows[40] == (41, ["07700000039", "07800000039", "2024-01-04 10:00:00", "39"])


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"]
)
def test_arabic_encodings(codec: str, tmp_path: Path) -> None:
    text = (
        "الاسم,المدينة,رقم الهاتف\r\n"
        + "محمد علي حسين,الموصل,07700000001\r\nفاطمة عبد الله,البصرة,07700000002\r\n" * 5
    )
    items = _items(text.encode(codec), tmp_path)
    assert _rows(items)[1] == (2, ["محمد علي حسين", "الموصل", "07700000001"])
    assert not _problems(items)


def test_western_text_is_not_taken_for_arabic(tmp_path: Path) -> None:
    text = "name,city\r\n" + "Jürgen Müller,Köln\r\nFrançois Lefèvre,Besançon\r\n" * 4
    assert _rows(_items(text.encode("cp1252"), tmp_path))[1][1] == ["Jürgen Müller", "Köln"]


def test_arabic_far_behind_an_ascii_head(tmp_path: Path) -> None:
    head = "number,name\n" + "07700000001,x\n" * 6_000
    text = head + "07700000002,محمد علي حسين\n" * 20 + "07700000001,x\n" * 6_000
    rows = _rows(_items(text.encode("cp1256"), tmp_path))
    assert rows[6_001] == (6_002, ["07700000002", "محمد علي حسين"])


def test_spoiled_letters_are_told_not_changed(tmp_path: Path) -> None:
    good = "name,city\nمحمد علي,بغداد\nفاطمة حسن,أربيل\n"
    spoiled = good.encode().decode("cp1252", errors="replace").replace("\ufffd", "?")
    spoiled = "name,city\nÙ…Ø­Ù…Ø¯ Ø¹Ù„ÙŠ,x\n"
    items = _items(spoiled.encode(), tmp_path)
    assert [problem.code for problem in _problems(items)] == ["text-garbled"]
    assert "محمد علي" in str(_problems(items)[0].params["probable"])
    assert _rows(items)[1][1][0] == "Ù…Ø­Ù…Ø¯ Ø¹Ù„ÙŠ"


def test_titles_blank_lines_and_totals_are_rows(tmp_path: Path) -> None:
    text = "Call record\nTarget: 07700000001\n\n" + CALLS + "\nTotal;40\n"
    items = _items(text.encode(), tmp_path)
    rows = _rows(items)
    assert rows[0] == (1, ["Call record", None, None, None])
    assert rows[1] == (2, ["Target: 07700000001", None, None, None])
    assert rows[2] == (4, ["number", "other", "start", "seconds"])
    assert rows[-1] == (46, ["Total", "40", None, None])
    assert len(rows) == 44
    assert not _problems(items)


def test_ragged_line_is_a_problem_with_its_text(tmp_path: Path) -> None:
    lines = CALLS.splitlines()
    lines[10] = "07700000009;0780"
    lines[20] += ";too;much"
    items = _items("\n".join(lines).encode() + b"\n", tmp_path)
    found = _problems(items)
    assert [(one.code, one.place.row, one.records) for one in found] == [
        ("ragged-line", 11, 1),
        ("ragged-line", 21, 1),
    ]
    assert found[0].value == "07700000009;0780"
    assert found[1].params == {"count": 6, "expected": 4}
    assert len(_rows(items)) == 39
    assert {11, 21}.isdisjoint(row for row, _ in _rows(items))


def test_last_line_cut_short_is_a_problem(tmp_path: Path) -> None:
    items = _items(CALLS.encode() + b"07700000050;078", tmp_path)
    assert [(one.code, one.place.row) for one in _problems(items)] == [("ragged-line", 42)]
    assert len(_rows(items)) == 41


def test_second_table_below_the_first(tmp_path: Path) -> None:
    second = "imsi;bytes\n" + "418000000000001;500\n" * 5
    items = _items((CALLS + second + CALLS).encode(), tmp_path)
    rows = _rows(items)
    assert len(rows) == 41 + 6 + 41
    assert rows[41] == (42, ["imsi", "bytes", None, None])
    assert not _problems(items)
    assert [row for row, _ in rows] == sorted(row for row, _ in rows)


def test_values_with_line_breaks_start_where_they_start(tmp_path: Path) -> None:
    text = 'id,note,n\n1,"first\nsecond, still\n\nfourth",10\n2,plain,11\n3,"quo""ted",12\n'
    rows = _rows(_items(text.encode(), tmp_path))
    assert rows[1] == (2, ["1", "first\nsecond, still\n\nfourth", "10"])
    assert rows[2] == (6, ["2", "plain", "11"])
    assert rows[3] == (7, ["3", 'quo"ted', "12"])


def test_stray_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    lines = ["id,note,n"] + [f"{n},plain,{n}" for n in range(30)]
    lines[5] = '4,"never closed,4'
    lines[9] = '8,5" pipe,8'
    items = _items("\n".join(lines).encode() + b"\n", tmp_path)
    rows = _rows(items)
    assert len(rows) == 31
    assert rows[5] == (6, ["4", '"never closed', "4"])
    assert rows[9] == (10, ["8", '5" pipe', "8"])
    assert [(one.code, one.place.row, one.records) for one in _problems(items)] == [
        ("quote-not-closed", 6, 0)
    ]


def test_closing_control_z_nul_and_sep_line(tmp_path: Path) -> None:
    items = _items(b"sep=;\r\na;b\r\n1;x\x00y\r\n2;z\r\n\x1a", tmp_path)
    assert _rows(items) == [(2, ["a", "b"]), (3, ["1", "xy"]), (4, ["2", "z"])]
    assert [(one.code, one.place.row) for one in _problems(items)] == [("nul-characters", 3)]


def test_one_line_in_another_encoding(tmp_path: Path) -> None:
    data = "name,city\nمحمد,بغداد\n".encode() + "فاطمة حسن,أربيل\n".encode("cp1256") + "علي,بغداد\n".encode()
    items = _items(data, tmp_path)
    assert _rows(items)[2] == (3, ["فاطمة حسن", "أربيل"])
    assert [(one.code, one.place.row) for one in _problems(items)] == [("line-in-other-encoding", 3)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_in_utf8_within_windows_1256_are_read_and_told(
    tmp_path: Path, newline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = [f"{name},بغداد" for name in ("محمد علي", "فاطمة حسن", "كريم جاسم", "زينب عباس") * 5]
    lines = ["الاسم,المدينة".encode("cp1256"), *(line.encode("cp1256") for line in page)]
    lines[4], lines[9] = "شيرين كاروان,أربيل".encode(), "Café Zoé,Besançon".encode()
    data = newline.encode().join(lines) + newline.encode()
    for size in (blocks_module.SIZE, 61):
        monkeypatch.setattr(blocks_module, "SIZE", size)
        items = _items(data, tmp_path)
        rows = dict(_rows(items))
        assert (rows[2], rows[5]) == (["محمد علي", "بغداد"], ["شيرين كاروان", "أربيل"])
        assert len(rows) == 21
        told = [
            (one.code, one.place.row, one.params["encoding"])
            for one in _problems(items)
            if one.code == "line-in-other-encoding"
        ]
        assert ("line-in-other-encoding", 5, "utf-8") in told


def test_a_ragged_line_with_a_lone_quote_is_told_alike_by_both_parsers(tmp_path: Path) -> None:
    for text in (
        'a,b\nc"\nd,e\n',
        'a,b\n"c,d,e\nf,g\n',
        'a,b\nc,d,"e\n',
        '"\na,b\n',
        'a,b\n"c" ,d, "e\nf,g\n',
    ):
        found = Dialect("utf-8", ",", '"', "\n", 2)
        data = text.encode()
        problems: list[Problem] = []
        both = (
            parse(Block(1, line_count(data), data), found, DEFAULT_LIMITS),
            _slow(1, data, found, DEFAULT_LIMITS, problems),
        )
        assert both[0].ragged == both[1].ragged, text
        assert both[0].problems == problems == both[1].problems, text


def test_columns_set_with_blanks(tmp_path: Path) -> None:
    text = (
        "number        name            city\n07700000001   Ali Hasan       Basra\n07700000002   Omar "
        "Khalid     Erbil\n"
    )
    rows = _rows(_items(text.encode(), tmp_path))
    assert rows[1] == (2, ["07700000001", "Ali Hasan", "Basra"])


def test_list_of_numbers_in_one_column(tmp_path: Path) -> None:
    data = b"07700000001\n07700000002\n\n07700000003\n"
    assert READER.sniff(data, "numbers.txt").score >= 0.5
    assert _rows(_items(data, tmp_path)) == [(1, ["07700000001"]), (2, ["07700000002"]), (4, ["07700000003"])]


def test_names_of_several_words_in_one_column_stay_whole(tmp_path: Path) -> None:
    text = "name\n" + "Omar Rania Shammari\nعلي حسن كاظم\nHala Munir Basri\n" * 4
    rows = _rows(_items(text.encode(), tmp_path))
    assert rows[:3] == [(1, ["name"]), (2, ["Omar Rania Shammari"]), (3, ["علي حسن كاظم"])]
    assert (
        len(_rows(_items(text.replace("name\n", "a 1 x\n").replace(" ", "  ").encode(), tmp_path))[0][1]) == 3
    )


def test_prose_and_pictures_are_not_tables() -> None:
    prose = (
        "He came to the shop at noon, and left.\nNobody saw him, they said; nobody asked.\nThe car was "
        "gone\n\nby then.\n"
    )
    assert READER.sniff(prose.encode(), "report.txt").score < 0.5
    assert READER.sniff(bytes(range(256)) * 20, "picture.csv").score == 0
    assert READER.sniff(b"<html><table>", "x.csv").score == 0


def test_decimal_commas_do_not_split(tmp_path: Path) -> None:
    rows = _rows(_items(b"1,5;2,5;3,5\n4,5;5,5;6,5\n7,5;8,5;9,5\n", tmp_path))
    assert rows[0] == (1, ["1,5", "2,5", "3,5"])


def test_limits_are_problems(tmp_path: Path) -> None:
    tiny = Limits(max_cell=100, max_columns=3)
    long = _items(b"a,b\n1,2\n3," + b"x" * 200 + b"\n4,5\n", tmp_path, tiny)
    assert [(one.code, one.place.row, one.records) for one in _problems(long)] == [("cell-too-long", 3, 1)]
    assert len(_rows(long)) == 3
    endless = _items(b"a,b\n1,2\n" + b"x" * 5_000_000 + b"\n4,5\n", tmp_path, tiny)
    assert [(one.code, one.place.row) for one in _problems(endless)] in (
        [("line-too-long", 3)],
        [("cell-too-long", 3)],
    )
    assert _rows(endless)[-1] == (4, ["4", "5"])
    wide = _items(b"a,b,c,d\n1,2,3,4\n", tmp_path, tiny)
    assert [one.code for one in _problems(wide)] == ["too-many-columns"]


CELL = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r\x1a"), max_size=6
) | st.sampled_from(["a,b", 'q"', "x\ny"])


@settings(max_examples=60)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=12),
    st.sampled_from([";", ",", "\t"]),
    st.booleans(),
)
def test_written_tables_come_back(table: list[list[str]], mark: str, everything: bool) -> None:
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=mark,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if everything else csv.QUOTE_MINIMAL,
    )
    starts: list[int] = []
    for line in table:
        starts.append(buffer.getvalue().count("\n") + 1)
        writer.writerow(line)
    data = buffer.getvalue().encode()
    parsed = parse(Block(1, line_count(data), data), Dialect("utf-8", mark, '"', "\n", 3), DEFAULT_LIMITS)
    wanted = [(row, [value or None for value in line]) for row, line in zip(starts, table, strict=True)]
    got = [
        (int(row), list(line.values()))
        for row, line in zip(parsed.lines, parsed.columns.to_pylist(), strict=True)
    ]
    assert got == wanted
    assert not parsed.ragged


@settings(max_examples=60)
@given(st.text(st.sampled_from('ab,"\n \r'), max_size=60))
def test_both_parsers_agree_and_nothing_is_lost(text: str) -> None:
    data = text.encode()
    found = Dialect("utf-8", ",", '"', "\n", 2)
    block = Block(1, line_count(data), data)
    both = parse(block, found, DEFAULT_LIMITS), _slow(1, data, found, DEFAULT_LIMITS, [])
    for parsed in both:
        assert sorted(parsed.lines.tolist()) == parsed.lines.tolist()
    assert both[0].lines.tolist() == both[1].lines.tolist()
    assert both[0].columns.to_pylist() == both[1].columns.to_pylist()
    assert both[0].ragged == both[1].ragged
    assert both[0].problems == both[1].problems


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    items = _items(data, tmp_path_factory.getbasetemp())
    rows = [row for row, _ in _rows(items)]
    assert rows == sorted(set(rows))
    assert READER.sniff(data, "x.csv").score <= 0.75


def test_small_blocks_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Title\n" + CALLS.replace(";3\n", ';"3\n\nx"\n') + 'x;"open\n' + CALLS + "Total\n"
    whole = _items(text.encode(), tmp_path)
    monkeypatch.setattr(blocks_module, "SIZE", 97)
    pieces = _items(text.encode(), tmp_path)
    assert _rows(pieces) == _rows(whole)
    assert _problems(pieces) == _problems(whole)


def test_bulk_batches_keep_to_the_batch_size(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_bytes(b"1,2\n" * 200_000)
    items = list(bulk_batches(path, dialect(b"1,2\n" * 10)))
    batches = [item for item in items if isinstance(item, Records)]
    assert sum(len(batch) for batch in batches) == 200_000
    assert max(len(batch) for batch in batches) <= 65_536
    assert int(batches[-1].rows[-1]) == 200_000


@pytest.mark.parametrize(
    ("file", "records", "width"),
    [
        ("networks/caviar_matrix.csv", 111, 111),
        ("networks/montagna_sightings.csv", 42, 3),
        ("networks/montagna_meetings_edgelist.csv", 289, 3),
        ("calls/copenhagen_calls_untimed.csv", 3_601, 3),
        ("calls/bandicoot_ego.csv", 315, 6),
        ("watchlists/ofac_sdn.csv", 8_976, 12),
    ],
)
def test_real_files(shared_data: Callable[[str], Path], file: str, records: int, width: int) -> None:
    path = shared_data(file)
    items = list(READER.read(path, path.name))
    assert not _problems(items)
    assert len(_rows(items)) == records
    assert {item.columns.num_columns for item in items if isinstance(item, Records)} == {width}


def test_a_cell_of_many_lines_does_not_hide_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    note = "\n".join(["in case of errors", "or questions", "write to us"] * 4)
    path.write_text(f'name,sum,note\nAli,1,"{note}"\nSara,2,ok\n', "utf-8")
    rows = [
        row
        for item in READER.read(path, "a.csv")
        if isinstance(item, Records)
        for row in item.columns.to_pylist()
    ]
    assert rows == [
        {"c1": "name", "c2": "sum", "c3": "note"},
        {"c1": "Ali", "c2": "1", "c3": note},
        {"c1": "Sara", "c2": "2", "c3": "ok"},
    ]


def test_a_table_of_one_column_with_a_line_break_in_a_value(tmp_path: Path) -> None:
    """Where nothing separates columns the check of quotes had no separator to look for, and raised: the whole
    file was lost."""
    items = _items(b'name\n"Sara\nAmin"\n"Omar"\n"Karim""\nHasan\n"Salim\n', tmp_path)
    told = [cell for _, row in _rows(items) for cell in row] + [problem.value for problem in _problems(items)]
    for name in ("Sara", "Amin", "Omar", "Karim", "Hasan", "Salim"):
        assert any(name in str(text) for text in told), told
