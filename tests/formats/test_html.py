"""HTML pages."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.html import READER, visible
from tahqiq.formats.reader import Records
from tahqiq.model.account import Aside

PAGE = """<!DOCTYPE html><html><head><title>كشف</title><style>p{}</style><script>alert('no')</script></head><body>
<h1>Report &amp; list</h1><p>One <b>bold</b> word<br>next line</p><p hidden>secret</p><div style="display: none">gone<div>in</div></div>
<table><tr><th>Name</th><th>Phone</th></tr><tr><td>علي</td><td>0770</td></tr><tr><td colspan=2>x<table><tr><td>in<td>ner</tr></table></td></tr></table>
<p>after</p></body></html>"""  # noqa: E501


def test_visible_text_in_order() -> None:
    page = visible(PAGE)
    assert page.lines == [
        "كشف",
        "Report & list",
        "One bold word",
        "next line",
        "Name\tPhone",
        "علي\t0770",
        "x in ner",
        "after",
    ]
    assert page.tables == [[["Name", "Phone"], ["علي", "0770"], ["x in ner"]]]


def test_missing_end_tags_are_forgiven() -> None:
    page = visible("<table><tr><td>a<td>b<tr><td>c")
    assert page.tables == [[["a", "b"], ["c"]]]
    assert page.lines == ["a\tb", "c"]


def test_reader_gives_lines_and_a_grid(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(('<meta charset="windows-1256">' + PAGE).encode("cp1256"))
    records = [item for item in READER.read(path, "a.html") if isinstance(item, Records)]
    assert [(batch.kind, batch.part.name, len(batch)) for batch in records] == [
        ("text.line", "", 8),
        ("table", "Table 1", 3),
        ("text.line", "beside the text", 2),
    ]
    assert records[0].columns.to_pydict()["direction"][0] == "rtl"
    assert records[1].columns.to_pydict()["c2"] == ["Phone", "0770", None]


def test_sniff() -> None:
    assert READER.sniff(PAGE.encode(), "page").score >= 0.9
    assert READER.sniff(b"plain", "a.html").score == 0


@given(st.text(alphabet="<>/!-[]tabler dhi&#;x='\" ", max_size=200))
def test_any_markup_is_survived(markup: str) -> None:
    page = visible(markup)
    assert all(line.strip() for line in page.lines)


def test_what_one_does_not_see_is_delivered_beside_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = (
        '<html><head><meta name="author" content="Karim"><style>p {}</style></head><body><!-- not for '
        'him --><p class="x">seen <a href="https://example.org/x">here</a>'
    )
    page += (
        '<img src="a.png" alt="a red car" data-id="7"><input name="n" value="filled in"></p><div '
        'style="display:none">kept back <b>from view</b></div><script>run()</script></body></html>'
    )
    path.write_text(page, "utf-8")
    items = list(READER.read(path, "a.html"))
    (beside,) = [item for item in items if isinstance(item, Records) and item.part.name == "beside the text"]
    found = {(row["at"], row["text"]) for row in beside.columns.to_pylist()}
    assert found >= {
        ("meta author", "Karim"),
        ("remark", "not for him"),
        ("a href", "https://example.org/x"),
        ("img alt", "a red car"),
        ("input value", "filled in"),
    }
    assert ("hidden div", "kept back from view") in found
    assert {(item.field, item.count) for item in items if isinstance(item, Aside)} >= {
        ("class", 1),
        ("style", 1),
        ("script", 1),
        ("data-id", 1),
    }
