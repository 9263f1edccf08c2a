"""A chart of each layout that the program has, from left to right and from right to left, beside the small
picture that was kept of it (``tests/golden/charts``).

The drawing is that of PDF, slides and bundles, with the fonts inside it, so that it is the same on every
machine. After a change that is meant, look and keep the new ones: ``TAHQIQ_WRITE_GOLDEN=1
TAHQIQ_GOLDEN_LARGE=folder .venv/bin/pytest tests/products/paper/test_golden_layouts.py`` writes them at full
size too.
"""

import io
import os
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from tahqiq.analyse.layout import Known, LayoutKind, layout
from tahqiq.products.board import Item
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import InForce, Look, Rule, Style, Styled
from tahqiq.products.paper.chart_picture import Drawable
from tahqiq.products.paper.layout import Layout, Placed, Text
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.page_fit import Fitting
from tahqiq.products.paper.pdf import Paper
from tahqiq.products.paper.rule_styles import ruled
from tahqiq.products.paper.sheets import SheetHeading, rooms, sheets
from tests.kept import beside, small

KEPT = Path(__file__).resolve().parents[2] / "golden" / "charts"
SIZE = (420, 297)
STRETCH = (2.3, 1.5)
"""As the page stretches an arrangement: names are wider than high."""

PEOPLE = {
    "en": (
        "Karim Hassan",
        "Salwa Karim",
        "Omar Tariq",
        "Hoshyar Rahim",
        "Layla Nasser",
        "Yousif Adnan",
        "Zana Ismail",
    ),
    "ar": (
        "كريم حسن العبيدي",
        "سلوى كريم",
        "عمر طارق جاسم",
        "هوشيار رحيم صالح",
        "ليلى ناصر",
        "يوسف عدنان فاضل",
        "زانا إسماعيل",
    ),
}
OTHERS = {
    "en": (
        "Basra Star Trading",
        "Hawala office, Al-Ashar",
        "White lorry 41852 Basra",
        "Ibrahim Khalil crossing",
        "Warehouse 7",
    ),
    "ar": (
        "شركة نجمة البصرة للتجارة",
        "مكتب حوالة العشار",
        "شاحنة بيضاء ٤١٨٥٢ البصرة",
        "معبر إبراهيم الخليل",
        "مخزن ٧",
    ),
}
TYPES = ("Person",) * 7 + ("Company", "Organization", "Vehicle", "Address", "Address")
PHONES = 7
CALLS = ((0, 1, 41), (0, 2, 18), (0, 3, 7), (2, 3, 2), (3, 4, 12), (2, 5, 26), (5, 6, 3))
OWNS = ((0, 7), (2, 9), (4, 8))
PAID = ((0, 8, 3), (8, 3, 2), (7, 2, 1))
AT = ((9, 10), (9, 11), (6, 11))
RULE = {"en": "Receives money", "ar": "مستلم أموال"}
TITLES = {
    "en": ("The harbour network", "Seen at the warehouse\non 12 March"),
    "ar": ("شبكة الميناء", "شوهد عند المخزن\nيوم ١٢ آذار"),
}


def number(at: int) -> str:
    return f"{at:032x}"


def line(a: int, b: int, label: str, out: int = 0, back: int = 0, directed: bool = True) -> Line:
    weight = max(1, out + back)
    return {
        "id": f"{a} {b} {label}",
        "a": number(a),
        "b": number(b),
        "kind": "fact" if out else "edge",
        "label": label,
        "strength": ("confirmed", "unconfirmed", "tentative")[(a + b) % 3],
        "directed": directed and not back,
        "weight": weight,
        "events": {"out": out, "in": back},
        "records": weight,
        "first": "",
        "last": "",
        "entity": "",
        "sources": (),
    }


def network(language: str) -> tuple[dict[str, Item], list[Line]]:
    """Seven people with a telephone each, what they own, pay and where it was seen."""
    names = [*PEOPLE[language], *OTHERS[language], *(f"+96477012345{at:02d}" for at in range(PHONES))]
    types = [*TYPES, *("PhoneNumber",) * PHONES]
    made: dict[str, Item] = {
        number(at): {"id": number(at), "schema": kind, "caption": name, "linked": 0}
        for at, (name, kind) in enumerate(zip(names, types, strict=True))
    }
    first = len(TYPES)
    lines = [line(at, first + at, "UsedBy") for at in range(PHONES)]
    lines += [line(first + a, first + b, "Call", times, times // 3) for a, b, times in CALLS]
    lines += [line(a, b, "Ownership") for a, b in OWNS] + [
        line(a, b, "Payment", times) for a, b, times in PAID
    ]
    return made, [*lines, *(line(a, b, "Sighting", directed=False) for a, b in AT)]


def face() -> bytes:
    picture = Image.new("RGB", (300, 300), (205, 214, 222))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((95, 50, 205, 180), (150, 110, 85))
    pen.ellipse((50, 190, 250, 420), (70, 80, 95))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def drawn(kind: LayoutKind, language: str) -> Image.Image:
    """The sheet of a chart by a layout: theme lines (a row for each item), the map and the fans of a peacock
    take the larger paper."""
    paper: Paper = "a3" if kind in ("themes", "map", "peacock") else "a4"
    items, lines = network(language)
    ids = list(items)
    schemata = sorted({one["schema"] for one in items.values()})
    known = Known(
        roots=[0],
        groups=[schemata.index(one["schema"]) for one in items.values()],
        times=[None if at == 11 else (at * 37 % 19) * 86_400.0 for at in range(len(ids))],
        places=[
            (47.8 - at % 4 * 1.1, 30.5 + at % 5 * 1.4) if at < len(TYPES) else None for at in range(len(ids))
        ],
    )
    edges = [(ids.index(one["a"]), ids.index(one["b"])) for one in lines]
    across = -STRETCH[0] if kind == "themes" and language == "ar" else STRETCH[0]
    spots = [(x * across, y * STRETCH[1]) for x, y in layout(kind, len(ids), edges, 1, known).tolist()]
    placed = tuple(
        Placed(one, x, y, "g" if at in (10, 11) and kind == "attribute" else "")
        for at, (one, (x, y)) in enumerate(zip(ids, spots, strict=True))
    )
    title, note = TITLES[language]
    top, left, right = min(y for _, y in spots), min(x for x, _ in spots), max(x for x, _ in spots)
    texts = (
        Text(right - 3 if language == "ar" else left, top - 1.6, title, "title"),
        Text(spots[9][0] + 1.2, spots[9][1] + 0.9, note, "note", number(9)),
    )
    rule = Rule("r", "item", "Person", "", "any", "", Look("#9c2f4b", "", "", 0.0, 0.0, "", words=False))
    styled = Styled({one: Style(rule.look, rules=("r",)) for one in ids[1:3]}, {}, (InForce("r", 2),))
    signs = ruled(styled, [(rule, RULE[language])])
    below = legend(items.values(), lines, language, ruled=signs)
    shown = Layout(placed, groups={"g": OTHERS[language][4]}, texts=texts)
    best = (
        Fitting(Drawable(shown, items, lines, language, None, styled, (), {number(0): face()}))
        .best(*rooms(paper, below))
        .picture
    )
    data, count, missing = sheets(
        best,
        below,
        SheetHeading(title, ("TLP:AMBER", f"{len(ids)} · {len(lines)}"), "Tahqiq", language),
        paper,
    )
    assert (count, missing) == (1, 0)
    picture: Image.Image = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil()
    return picture


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", get_args(LayoutKind))
def test_each_layout_is_as_it_was_kept(kind: LayoutKind, language: str) -> None:
    picture = drawn(kind, language)
    if large := os.environ.get("TAHQIQ_GOLDEN_LARGE"):
        Path(large).mkdir(parents=True, exist_ok=True)
        picture.save(Path(large) / f"{kind}.{language}.png")
    size = SIZE if picture.width > picture.height else SIZE[::-1]
    assert beside(small(picture, size), KEPT / f"{kind}.{language}.png") == ""
