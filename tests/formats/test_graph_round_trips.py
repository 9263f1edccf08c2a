"""Charts of any kind written as ANX, GraphML and GEXF come back as they were."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats import anx, gexf, graphml
from tahqiq.formats.anxwrite import FRAMED
from tahqiq.formats.base import FormatReader
from tahqiq.formats.chart import Card, Chart, ChartItem, ChartLink, from_records
from tahqiq.formats.reader import Item
from tahqiq.model.problem import Problem

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcابت ئێ<&>\"'\n\t\r]؛12=-_"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]),
    ),
    max_size=12,
)
SOME = TEXT.filter(bool)
GRADE = TEXT.filter(lambda text: text != "-")
GRADES = st.tuples(GRADE, GRADE, GRADE)
WHEN = st.one_of(
    st.just(""),
    st.dates().map(str),
    st.datetimes(timezones=st.none()).map(lambda at: at.replace(microsecond=0).isoformat()),
    st.just("last winter"),
)
COLOUR = st.one_of(st.just(""), st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}"))
ATTRIBUTES = st.dictionaries(SOME, SOME, max_size=3).map(lambda found: tuple(sorted(found.items())))
CARDS = st.lists(
    st.builds(
        Card, summary=TEXT, text=TEXT, when=WHEN, source_reference=TEXT, source_type=TEXT, grades=GRADES
    ),
    max_size=2,
).map(tuple)
WIDTH = st.one_of(st.just(""), st.integers(1, 12).map(str))
PLACE = st.integers(-10_000, 10_000).map(float)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    ids = draw(st.lists(SOME, min_size=1, max_size=4, unique=True))
    common = {
        "label": TEXT,
        "type": SOME,
        "description": TEXT,
        "when": WHEN,
        "source_reference": TEXT,
        "source_type": TEXT,
        "grades": GRADES,
    }
    more = {"colour": COLOUR, "attributes": ATTRIBUTES, "cards": CARDS}
    drawn = {
        "icon": TEXT,
        "frame": COLOUR,
        "size": st.sampled_from(["", "half", "single", "double", "triple", "quadruple"]),
    }
    shapes = st.sampled_from(["icon", "box", "circle", "text", "event", "theme"])
    items = [
        draw(st.builds(ChartItem, id=st.just(one), x=PLACE, y=PLACE, shape=shapes, **drawn, **common, **more))
        for one in ids
    ]
    ends = st.sampled_from(ids)
    strengths, ways = (
        st.sampled_from(["confirmed", "unconfirmed", "tentative"]),
        st.sampled_from(["none", "forward", "backward", "both"]),
    )
    count = draw(st.integers(0, 4))
    links = [
        draw(
            st.builds(
                ChartLink,
                source=ends,
                target=ends,
                id=st.just(f"L{at}"),
                strength=strengths,
                direction=ways,
                width=WIDTH,
                **common,
                **more,
            )
        )
        for at in range(count)
    ]
    return Chart(tuple(items), tuple(links))


def there_and_back(
    reader: FormatReader, write: Callable[[Path, Chart], None], chart: Chart
) -> tuple[Chart, list[Item]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chart"
        write(path, chart)
        assert reader.sniff(path.read_bytes()[:65536], "x").score > 0.9
        items = list(reader.read(path, "chart"))
    return from_records(items), items


def without_cards(chart: Chart) -> Chart:
    """What GraphML and GEXF hold: no cards, and of the look the colour only."""
    items = tuple(replace(item, cards=(), icon="", frame="", size="") for item in chart.items)
    return Chart(items, tuple(replace(link, cards=(), width="") for link in chart.links))


@settings(max_examples=40, deadline=None)
@given(charts())
def test_anx_round_trip(chart: Chart) -> None:
    chart = replace(
        chart,
        items=tuple(one if one.shape in FRAMED else replace(one, icon="", size="") for one in chart.items),
    )
    back, items = there_and_back(anx.READER, anx.write, chart)
    assert back == chart
    assert not [item for item in items if isinstance(item, Problem)]


@settings(max_examples=40, deadline=None)
@given(charts(), st.lists(SOME, max_size=4))
def test_graphml_round_trip(chart: Chart, weights: list[str]) -> None:
    chart = without_cards(
        replace(
            chart,
            links=tuple(
                replace(link, weight=weight) for link, weight in zip(chart.links, weights, strict=False)
            ),
        )
    )
    assert there_and_back(graphml.READER, graphml.write, chart)[0] == chart


@settings(max_examples=40, deadline=None)
@given(charts())
def test_gexf_round_trip(chart: Chart) -> None:
    chart = without_cards(chart)
    assert there_and_back(gexf.READER, gexf.write, chart)[0] == chart
