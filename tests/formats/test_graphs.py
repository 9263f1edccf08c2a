"""GraphML, GEXF and ANX: foreign files read; damage is told."""

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from tahqiq.formats import anb, anx, gexf, graphml
from tahqiq.formats.anxlooks import rgb
from tahqiq.formats.anxwrite import bgr
from tahqiq.formats.base import FormatReader
from tahqiq.formats.chart import Card, Chart, ChartItem, ChartLink
from tahqiq.formats.reader import Item, Member, Records
from tahqiq.model.account import UNKNOWN, Aside
from tahqiq.model.problem import Problem

SMALL = Chart(
    (
        ChartItem(
            "p1",
            "علي حسن",
            "Person",
            grades=("B", "2", ""),
            x=10,
            y=20,
            colour="#ff8000",
            attributes=(("phone", "07700000001"),),
        ),
        ChartItem(
            "p2",
            "Omar",
            "Person",
            shape="circle",
            cards=(Card("seen", "at the crossing", "2024-05-01", "R-12", "Witness", ("B", "3", "H1")),),
        ),
    ),
    (
        ChartLink(
            "p1",
            "p2",
            "L1",
            "calls",
            "Call",
            when="2024-05-01T10:00:00",
            strength="unconfirmed",
            direction="forward",
            colour="#0000ff",
        ),
    ),
)


def test_a_prefix_of_the_namespace_changes_nothing_and_ids_keep_their_case(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?><g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns"><g:graph><g:node '
        'id="nA"/><g:node id="na"/><g:edge source="nA" target="na"/></g:graph></g:graphml>'
    )
    assert graphml.READER.sniff(text.encode(), "a.xml").score > 0.9
    assert gexf.READER.sniff(b'<x:gexf xmlns:x="http://gexf.net/1.3"><x:graph/></x:gexf>', "a").score > 0.9
    items = foreign(tmp_path, graphml.READER, text)
    assert [row["id"] for row in rows(items, "graph.node")] == ["nA", "na"]
    (edge,) = rows(items, "graph.edge")
    assert (edge["source"], edge["target"]) == ("nA", "na")


def test_dates_that_stand_as_elements_and_a_yes_in_other_words_are_read(tmp_path: Path) -> None:
    style = '<IconStyle Type="Phone"><FrameStyle Colour="255" Visible="1"/></IconStyle>'
    entity = f'<End X="1" Y="2"><Entity EntityId="a" Identity="a"><Icon>{style}</Icon></Entity></End>'
    said = "<DateTime>2024-05-01T10:00:00</DateTime><DateTimeDescription>about noon</DateTimeDescription>"
    one = f'<ChartItem Label="A" DateSet="True" TimeSet="True">{entity}{said}</ChartItem>'
    items = foreign(tmp_path, anx.READER, f"<Chart><ChartItemCollection>{one}</ChartItemCollection></Chart>")
    (row,) = rows(items, "graph.node")
    assert (row["when"], row["frame"], row["attribute:DateTimeDescription"]) == (
        "2024-05-01T10:00:00",
        "#ff0000",
        "about noon",
    )
    assert not [item for item in items if isinstance(item, Aside) and item.why == UNKNOWN]


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def test_anx_photographs_come_back_as_members_that_their_items_name(tmp_path: Path) -> None:
    path = tmp_path / "a.anx"
    anx.write(path, replace(SMALL, items=(replace(SMALL.items[0], picture=PICTURE), SMALL.items[1])))
    items = list(anx.READER.read(path, "a.anx"))
    (member,) = [one for one in items if isinstance(one, Member)]
    assert (member.path, member.data, member.place.row) == ("picture-1.png", PICTURE, 1)
    assert [row["picture"] for row in rows(items, "graph.node")] == ["picture-1.png", None]
    assert problems(items) == []


def test_a_photograph_that_is_none_is_told_and_the_rest_read(tmp_path: Path) -> None:
    entity = (
        '<ChartItem Label="A"><End X="1" Y="2"><Entity EntityId="1" Identity="a"><Icon><IconStyle '
        'Type="Person"><IconPicture Data="%%%"/></IconStyle></Icon></Entity></End></ChartItem>'
    )
    items = foreign(
        tmp_path, anx.READER, f"<Chart><ChartItemCollection>{entity}</ChartItemCollection></Chart>"
    )
    assert [row["id"] for row in rows(items, "graph.node")] == ["a"]
    assert [code for code, _, _ in problems(items)] == ["entry-unreadable"]


def test_looks_of_a_foreign_anx(tmp_path: Path) -> None:
    """The icon of a type counts where an item has none of its own; a frame that is not shown is none."""
    style = (
        '<IconStyle Type="Truck" Enlargement="ICEnlargeTriple" {}><FrameStyle Colour="255" '
        'Visible="{}"/></IconStyle>'
    )
    items = [
        (
            f'<ChartItem><End X="1" Y="2"><Entity EntityId="{at}" '
            f'Identity="{at}"><Icon>{style.format(*more)}</Icon></Entity></End></ChartItem>'
        )
        for at, more in enumerate([("", "true"), ('TypeIconName="ship" OverrideTypeIcon="true"', "false")])
    ]
    types = (
        '<EntityTypeCollection><EntityType Id="ID1" Name="Truck" IconFile="lorry"/></EntityTypeCollection>'
    )
    read = rows(
        foreign(
            tmp_path,
            anx.READER,
            f"<Chart>{types}<ChartItemCollection>{''.join(items)}</ChartItemCollection></Chart>",
        ),
        "graph.node",
    )
    assert [(row["icon"], row["frame"], row["size"]) for row in read] == [
        ("lorry", "#ff0000", "triple"),
        ("ship", None, "triple"),
    ]


def test_an_anx_that_names_its_types_and_strengths_without_ids(tmp_path: Path) -> None:
    """Other writers give types no id and list no strengths: each item keeps the icon of its own type, and the
    program's own names of strengths are known."""
    types = (
        '<EntityTypeCollection><EntityType Name="Person" IconFile="man"/><EntityType Name="Truck" '
        'IconFile="lorry"/></EntityTypeCollection>'
    )
    item = (
        '<ChartItem><End X="1" Y="2"><Entity EntityId="{0}" Identity="{0}"><Icon TextX="0" '
        'TextY="16"><IconStyle Type="{1}"/></Icon></Entity></End></ChartItem>'
    )
    link = (
        '<ChartItem><Link End1Id="a" End2Id="b"><LinkStyle Strength="Tentative" '
        'Type="Link"/></Link></ChartItem>'
    )
    body = f"<ChartItemCollection>{item.format('a', 'Person')}{item.format('b', 'Truck')}</ChartItemCollection><ChartItemCollection>{link}</ChartItemCollection>"  # noqa: E501
    items = foreign(tmp_path, anx.READER, f'<Chart IdReferenceLinking="false">{types}{body}</Chart>')
    assert [row["icon"] for row in rows(items, "graph.node")] == ["man", "lorry"]
    assert [row["strength"] for row in rows(items, "graph.edge")] == ["tentative"]


def test_a_hostile_anx_is_bounded_and_told(tmp_path: Path) -> None:
    """Deep nesting, huge values, entities that multiply, ends that name each other, places that are no
    numbers: each is told, nothing raises."""
    deep = (
        "<Chart><ChartItemCollection>"
        + "<ChartItem>" * 300
        + "</ChartItem>" * 300
        + "</ChartItemCollection></Chart>"
    )
    assert [code for code, _, _ in problems(foreign(tmp_path, anx.READER, deep))] == ["limit-reached"]
    bomb = '<!DOCTYPE Chart [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in zip("abcdef", "bcdefg", strict=True)
    )
    assert [
        code
        for code, _, _ in problems(
            foreign(
                tmp_path, anx.READER, f"{bomb}]><Chart><ChartItemCollection>&g;</ChartItemCollection></Chart>"
            )
        )
    ] == ["xml-refused"]
    entity = (
        '<ChartItem Label="{}"><End X="{}" Y="1e400"><Entity EntityId="1" Identity="a"><Icon><IconStyle '
        'Type="Person" IconShadingColour="99999999999"/></Icon></Entity></End></ChartItem>'
    )
    link = (
        '<ChartItem><Link End1Id="1" End2Id="1"><LinkStyle Strength="x" LineWidth="-5" '
        'ArrowStyle="y"/></Link></ChartItem>'
    )
    body = entity.format("x" * (2 << 20), "here") + link + "<ChartItem/>"
    items = foreign(tmp_path, anx.READER, f"<Chart><ChartItemCollection>{body}</ChartItemCollection></Chart>")
    (node,) = rows(items, "graph.node")
    assert (len(node["label"] or ""), node["x"], node["y"], node["colour"]) == (
        1 << 20,
        "here",
        "1e400",
        None,
    )
    assert [code for code, _, _ in problems(items)] == ["text-too-long", "chart-item-not-modelled"]


def test_anx_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.anx"
    anx.write(path, SMALL)
    first = path.read_bytes()
    anx.write(path, SMALL)
    assert path.read_bytes() == first
    assert first.startswith(b"\xff\xfe<\x00?\x00")
    text = first.decode("utf-16")
    assert f'IconShadingColour="{0x0080FF}"' in text
    assert 'LineColour="16711680"' in text
    assert 'DateTime="2024-05-01T10:00:00.000"' in text
    assert 'DotStyle="DotStyleDashed"' in text
    assert "علي حسن" in text
    assert "IconFile" not in text
    assert "Guid" not in text
    assert text.index("<CardCollection>") > text.index("CircleStyle")
    assert 'GradeTwoIndex="0"' in text


def foreign(tmp_path: Path, reader: FormatReader, text: str, encoding: str = "utf-8") -> list[Item]:
    path = tmp_path / "foreign"
    path.write_bytes(text.encode(encoding))
    return list(reader.read(path, "foreign"))


def rows(items: list[Item], kind: str) -> list[dict[str, str | None]]:
    return [
        row
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for row in item.columns.to_pylist()
    ]


def problems(items: list[Item]) -> list[tuple[str, str | None, int]]:
    return [(item.code, item.value, item.records) for item in items if isinstance(item, Problem)]


FOREIGN_ANX = """<Chart>
<ChartItemCollection>
<ChartItem Id="ID9" Label="calls"><Link End1Reference="ID1" End2Reference="ID2"><LinkStyle Strength="Sure" ArrowStyle="ArrowOnTail" LinkTypeReference="ID5"/></Link></ChartItem>
<ChartItem Id="ID1" Label="A" GradeOneIndex="0" GradeTwoIndex="7" DateSet="true" TimeSet="false" DateTime="2020-01-02T00:00:00.000"><CardCollection><Card Summary="s"/></CardCollection>
<End X="1" Y="2"><Entity Identity="Same"><Icon><IconStyle EntityTypeReference="ID4"/></Icon></Entity></End>
<AttributeCollection><Attribute AttributeClassReference="ID6" Value="40"/></AttributeCollection></ChartItem>
<ChartItem Id="ID2" Label="B"><End X="3" Y="4"><Entity EntityId="E2" Identity="Same"><Icon/></Entity></End></ChartItem>
<ChartItem Label="legend"><Legend/></ChartItem>
<ChartItem Id="ID10"><Link End1Id="E2" End2Id="gone"/></ChartItem>
</ChartItemCollection>
<GradeOne><StringCollection><String Text="-"/><String Text="Good"/></StringCollection></GradeOne>
<StrengthCollection><Strength Id="S1" Name="Sure" DotStyle="DotStyleDotted"/></StrengthCollection>
<EntityTypeCollection><EntityType Id="ID4" Name="Person"/></EntityTypeCollection><LinkTypeCollection><LinkType Id="ID5" Name="Call"/></LinkTypeCollection>
<AttributeClassCollection><AttributeClass Id="ID6" Name="Age"/></AttributeClassCollection>
</Chart>"""  # noqa: E501


def test_a_foreign_anx_with_lists_at_its_end(tmp_path: Path) -> None:
    items = foreign(tmp_path, anx.READER, '<?xml version="1.0" encoding="utf-16"?>' + FOREIGN_ANX, "utf-16")
    first, second = rows(items, "graph.node")
    assert (first["id"], second["id"]) == ("Same", "E2")
    assert (first["type"], first["when"], first["grade_one"], first["x"], first["attribute:Age"]) == (
        "Person",
        "2020-01-02",
        None,
        "1",
        "40",
    )
    call, dangling = rows(items, "graph.edge")
    assert (call["source"], call["target"], call["type"], call["strength"], call["direction"]) == (
        "Same",
        "E2",
        "Call",
        "tentative",
        "backward",
    )
    assert (dangling["source"], dangling["target"]) == ("E2", "gone")
    assert rows(items, "anx.card")[0]["owner"] == "Same"
    assert sorted(problems(items)) == [
        ("chart-item-not-modelled", "Legend: legend", 1),
        ("grade-not-in-list", "7", 0),
        ("link-without-end", "gone", 0),
    ]


def test_cut_charts_keep_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.anx"
    anx.write(path, SMALL)
    whole = path.read_bytes()
    text = whole.decode("utf-16")
    cut = ("\ufeff" + text[: text.index("p2")]).encode("utf-16-le")
    path.write_bytes(cut)
    items = list(anx.READER.read(path, "a.anx"))
    assert [row["id"] for row in rows(items, "graph.node")] == ["p1"]
    assert [code for code, _, _ in problems(items)] == ["document-damaged"]


@pytest.mark.parametrize("directed", [True, False])
def test_networkx_and_we_read_each_other(tmp_path: Path, directed: bool) -> None:
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_node("a", age=40, label="علي")
    graph.add_edge("a", "b", weight=2.5)
    for reader, save in ((graphml.READER, nx.write_graphml), (gexf.READER, nx.write_gexf)):
        path = tmp_path / f"g.{reader.name}"
        save(graph, str(path))
        items = list(reader.read(path, path.name))
        assert {row["id"] for row in rows(items, "graph.node")} == {"a", "b"}
        assert next(row for row in rows(items, "graph.node") if row["id"] == "a")["attribute:age"] == "40"
        (edge,) = rows(items, "graph.edge")
        assert (edge["source"], edge["target"], edge["weight"], edge["direction"]) == (
            "a",
            "b",
            "2.5",
            "forward" if directed else "none",
        )
        assert problems(items) == []
    ours = tmp_path / "ours.graphml"
    graphml.write(ours, SMALL)
    assert set(nx.read_graphml(ours).nodes) == {"p1", "p2"}
    assert nx.read_graphml(ours).nodes["p1"]["phone"] == "07700000001"


def test_yed_labels_defaults_doubles_and_dangling_edges(tmp_path: Path) -> None:
    text = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:y="http://www.yworks.com/xml/graphml"><key id="g" for="node" '
        'yfiles.type="nodegraphics" xmlns:yfiles="u"/>'
        '<graph edgedefault="undirected"><node id="n1"><data '
        'key="g"><y:ShapeNode><y:NodeLabel>Boss</y:NodeLabel></y:ShapeNode></data></node><node '
        'id="n1"/>'
        '<edge source="n1" target="n7"/></graph></graphml>'
    )
    items = foreign(tmp_path, graphml.READER, text)
    assert [row["label"] for row in rows(items, "graph.node")] == ["Boss"]
    assert problems(items) == [("entry-unreadable", "n1", 1), ("link-without-end", "n7", 0)]


def test_entities_in_xml_are_refused(tmp_path: Path) -> None:
    for reader, root in ((graphml.READER, "graphml"), (gexf.READER, "gexf"), (anx.READER, "Chart")):
        items = foreign(tmp_path, reader, f'<!DOCTYPE x [<!ENTITY a "b">]><{root}>&a;</{root}>')
        assert [code for code, _, _ in problems(items)] == ["xml-refused"]


def test_anb_is_answered_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "a.anb"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert anb.READER.sniff(path.read_bytes(), "a.anb").score > 0.8
    (problem,) = list(anb.READER.read(path, "a.anb"))
    assert isinstance(problem, Problem)
    assert ".anx" in problem.say("en").next_step
    assert problem.records == 1


def test_colours() -> None:
    assert [rgb(str(bgr(colour))) for colour in ("#010203", "#ffffff", "#000000")] == [
        "#010203",
        "#ffffff",
        "#000000",
    ]
