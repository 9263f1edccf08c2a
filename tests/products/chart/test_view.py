"""What is on the screen is on the paper: the part of the time, what lines say, what is left out."""

from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from tahqiq.kit.messages import LOCALES
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board_times import Part, Times
from tahqiq.products.chart.view import Look, Rule, Saying, looked, view_sentences, ways
from tahqiq.products.chart_export import ChartFormat, OnScreen
from tahqiq.products.paper.chart_picture import label_of
from tahqiq.products.paper.joined_lines import Joined
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.paper.letters import seen
from tahqiq.products.product_words import Tongue
from tests.products.bundle.conftest import NUMBERS, Office, office

__all__ = ["office"]
BAGHDAD = ZoneInfo("Asia/Baghdad")
MARCH_FIRST = Part("2024-03-01T00:00", "2024-03-02T00:00", BAGHDAD)


def page(office: Office, path: Path, look: Look, name: ChartFormat = "html") -> str:
    items = tuple(Placed(one, at * 2.0, 0.0) for at, one in enumerate(NUMBERS))
    made = office.bench("writer").chart_files.write(
        name, path, OnScreen(Layout(items), "شبكة", "Harbour", "en", look)
    )
    assert made.size == path.stat().st_size
    if name == "html":
        return path.read_text("utf-8")
    document = pypdfium2.PdfDocument(path)
    return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_only_events_of_the_part_count_and_the_part_is_said(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    whole = page(office, tmp_path / "whole", Look(), name)
    part = page(office, tmp_path / "part", Look(part=MARCH_FIRST), name)
    assert "×2" in whole
    assert "×2" not in part
    assert "Only a part of the time is shown" in part
    assert "Baghdad time" in part
    assert "Only a part" not in whole


def test_events_outside_the_part_are_not_on_the_page(office: Office, tmp_path: Path) -> None:
    whole, part = (page(office, tmp_path / "page", look) for look in (Look(), Look(part=MARCH_FIRST)))
    assert whole.count("2 March 2024") > part.count("2 March 2024")
    assert "1 March 2024" in part


@pytest.mark.parametrize(
    ("rule", "wanted"), [("count", "1→ ←1"), ("period", "1 March 2024 – 2 March 2024"), ("sum", "1→ ←1")]
)
def test_lines_say_what_the_rule_says(office: Office, tmp_path: Path, rule: Rule, wanted: str) -> None:
    text = page(office, tmp_path / "page", Look(rule)).replace("\u200e", "")
    assert wanted in text
    assert wanted in page(office, tmp_path / "pdf", Look(rule), "pdf")


def test_one_line_may_say_something_else(office: Office, tmp_path: Path) -> None:
    key = " ".join(sorted(NUMBERS))
    assert "1→ ←1" not in page(office, tmp_path / "page", Look("count", {key: "none"})).replace("\u200e", "")


def test_strengths_that_are_put_away_are_not_drawn_and_said(office: Office, tmp_path: Path) -> None:
    text = page(office, tmp_path / "page", Look(without=frozenset({"unconfirmed"}), filtered=3))
    assert "×2" not in text
    assert "Lines that are not drawn: not confirmed." in text
    assert "3 items that a filter leaves out" in text


@pytest.mark.parametrize("name", ["anx", "graphml", "xlsx", "ftm"])
def test_files_for_other_programs_hold_the_part_of_the_time_and_count_what_lies_outside(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    items = tuple(Placed(one, at * 2.0, 0.0) for at, one in enumerate(NUMBERS))
    seen_ = OnScreen(Layout(items), "شبكة", "Harbour", "en", Look(part=MARCH_FIRST))
    made = office.bench("writer").chart_files.write(name, tmp_path / f"a.{name}", seen_)
    assert made.lost["outside"] == 1
    assert made.events == 1
    if name == "graphml":
        text = (tmp_path / "a.graphml").read_text("utf-8")
        assert "×" not in text  # one call in the part, where the whole time has two
        assert "2024-03-02" not in text
        assert "2024-03-01" in text
    empty = OnScreen(
        Layout(items),
        "شبكة",
        "Harbour",
        "en",
        Look(part=Part("2023-01-01T00:00", "2023-02-01T00:00", BAGHDAD)),
    )
    none = office.bench("writer").chart_files.write(name, tmp_path / f"b.{name}", empty)
    assert (none.events, none.lost["outside"]) == (0, 2)
    assert none.lost.get("outside_lines", 0) == (0 if name == "ftm" else 1)


@pytest.mark.parametrize("tag", LOCALES)
def test_every_language_says_how_a_chart_is_looked_at(tag: str) -> None:
    say = Tongue(tag)
    rules: tuple[Rule, ...] = ("count", "sum", "period", "none")
    for rule in rules:
        made = view_sentences(say, Look(rule, part=MARCH_FIRST, without=frozenset({"tentative"}), filtered=1))
        assert len(made) == 4
        assert all(made)
    assert view_sentences(say, Look()) == ()


@pytest.mark.parametrize(("forth", "back"), [("٣", "٥"), ("3", "5")])
def test_arrows_keep_their_sides_between_digits_of_both_kinds(forth: str, back: str) -> None:
    shown = "".join(
        run[::-1] if turned and len(run) > 1 and not run.strip().isdigit() else run
        for run, turned in seen(ways(forth, back, False), False)
    )
    assert shown == f"{forth}→ ←{back}"


def test_sums_of_both_ends_are_told_by_currency() -> None:
    line = {
        "id": "l",
        "a": "a",
        "b": "b",
        "kind": "fact",
        "label": "Payment",
        "strength": "confirmed",
        "first": "",
        "last": "",
    }
    assert looked([line], Times((), ()), Look()) == ((), {})  # type: ignore[list-item]
    saying = Saying(
        Look("sum"), {"l": {"IQD": (Decimal(1500), Decimal(0)), "USD": (Decimal(2), Decimal(7))}}, {}, "en"
    )
    pair = Joined("a", "b", (line,), "confirmed", 3, 3, 0, True, False)  # type: ignore[arg-type]
    assert saying(pair, False).replace("\u200e", "") == "1,500 IQD · 2→ ←7 USD"


@pytest.mark.parametrize(
    ("schema", "label", "told"),
    [
        ("Passport", "holder", "صاحب الوثيقة"),
        ("RegisteredTo", "holder", "المشترك"),
        ("CryptoWallet", "holder", "صاحب المحفظة"),
        ("Person", "RegisteredTo", vocabulary().get("RegisteredTo").label("ar")),
        ("Person", "Payment", vocabulary().get("Payment").label("ar")),
    ],
)
def test_a_line_is_called_on_paper_as_on_the_screen(schema: str, label: str, told: str) -> None:
    line = {"id": "l", "a": "a", "b": "b", "kind": "property", "label": label}
    items = {
        "a": {"id": "a", "schema": schema, "caption": "", "linked": 1},
        "b": {"id": "b", "schema": "Address", "caption": "", "linked": 1},
    }
    assert label_of(line, items, "ar") == told  # type: ignore[arg-type]
