"""Drawings on paper: the text that is taken out is the text that was put in, letters are joined, the same
drawing gives the same bytes, a large one is cut into tiles."""

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.kit.messages import LOCALES
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.letters import Letters, seen
from tahqiq.products.paper.marks import Outline, Picture, Words
from tahqiq.products.paper.sheets import SheetHeading, sheets
from tahqiq.products.paper.windows import bounds, inside
from tests.products.paper.as_seen import draw

NAMES = ("علي حسن كاظم", "ئاوات ڕەحیم سەڵاح", "Sara Ahmed Şêx", "+9647901234567")


def drawn(far: float = 2.0, count: int = 4) -> Picture:
    ids = [f"{at:032x}" for at in range(count)]
    items = {
        one: {"id": one, "schema": "Person", "caption": NAMES[at % 4], "linked": 0}
        for at, one in enumerate(ids)
    }
    return draw(
        Layout(tuple(Placed(one, far * (at % 2), far * (at // 2)) for at, one in enumerate(ids))),
        items,  # type: ignore[arg-type]
        [],
        "en",
    )


def made(picture: Picture, language: str = "en", paper: str = "a4") -> tuple[bytes, int, int]:
    items = [{"id": "0" * 32, "schema": "Person", "caption": "x", "linked": 0}]
    return sheets(
        picture,
        legend(items, [], language),  # type: ignore[arg-type]
        SheetHeading("شبكة الميناء", ("one", "two"), "foot", language),
        paper,  # type: ignore[arg-type]
    )


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


@pytest.mark.parametrize("language", LOCALES)
def test_the_names_come_out_as_they_went_in(language: str) -> None:
    told = text_of(made(drawn(), language)[0])
    for name in (*NAMES, "شبكة الميناء"):
        assert name in told


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert made(drawn()) == made(drawn())


def test_letters_that_look_the_same_are_copied_as_what_they_are() -> None:
    names = ("مه", "مە", "هاشم", "گەرمیان", "قەرەداغی")
    marks = tuple(Words(300, 30 + 20 * at, one, 11, anchor="right", rtl=True) for at, one in enumerate(names))
    assert set(names) <= set(text_of(made(Picture(0, 0, 320, 150, marks))[0]).split())


def test_letters_are_joined() -> None:
    letters = Letters()
    alone = sum(letters.width(one, True) for one in "كاظم")
    assert letters.width("كاظم", True) < alone
    assert letters.missing == 0


def test_a_letter_that_no_font_has_is_told() -> None:
    picture = Picture(0, 0, 200, 50, (Words(10, 20, "中文 ab", 11),))
    data, _, missing = made(picture)
    assert missing == 2
    assert "ab" in text_of(data)


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_large_chart_is_cut_into_tiles_and_every_name_stands_on_one(paper: str) -> None:
    data, count, _ = made(drawn(25.0), paper=paper)
    assert count == len(pypdfium2.PdfDocument(data)) > 4
    told = text_of(data)
    assert all(name in told for name in NAMES)
    assert "A1 / " in told


def test_the_number_of_sheets_is_bounded() -> None:
    assert made(drawn(9_000.0))[1] <= 401


@pytest.mark.parametrize(
    ("text", "rtl", "shown"),
    [
        ("Harbour · ٢٧ تشرين", True, ["تشرين", "٢٧", "Harbour"]),
        ("رقم +9647 ali", True, ["ali", "+9647", "رقم"]),
        ("abc علي 12 def", False, ["abc", "12", "علي", "def"]),
    ],
)
def test_a_line_is_seen_in_the_order_of_its_letters(text: str, rtl: bool, shown: list[str]) -> None:
    assert [run.strip(" ·") for run, _ in seen(text, rtl) if run.strip(" ·")] == shown


@given(st.text(alphabet="ابتثعلي abcXYZ019٠٩+-./()«»،", max_size=30), st.booleans())
@settings(max_examples=80, deadline=None)
def test_no_letter_of_a_line_is_lost(text: str, rtl: bool) -> None:
    assert sorted("".join(run for run, _ in seen(text, rtl))) == sorted(text)


def test_a_tile_holds_what_shows_on_it_and_nothing_else() -> None:
    data, count, _ = made(drawn(25.0))
    document = pypdfium2.PdfDocument(data)
    texts = [document[at].get_textpage().get_text_range() for at in range(count)]
    assert sum("ئاوات" in text for text in texts) <= 4, "no more than the sheets that overlap at one name"


STRETCH = st.tuples(*[st.floats(-300, 300) for _ in range(4)])


@given(STRETCH, st.floats(0.5, 9.0), st.tuples(st.floats(-200, 200), st.floats(-200, 200)))
def test_no_line_is_missing_on_a_sheet_that_it_crosses(
    ends: tuple[float, float, float, float], width: float, corner: tuple[float, float]
) -> None:
    line = Outline((("M", *ends[:2]), ("L", *ends[2:])), "", "#000000", width)
    (x1, y1, x2, y2), (left, top) = ends, corner
    points = [(x1 + (x2 - x1) * at / 200, y1 + (y2 - y1) * at / 200) for at in range(201)]
    if any(left <= x <= left + 60 and top <= y <= top + 60 for x, y in points):
        assert inside(line, bounds(line), (left, top, left + 60, top + 60))
