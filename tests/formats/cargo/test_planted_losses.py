"""Papers in XML and as text with a value of its own in every place, elements and lines doubled, left out and
renamed: each value stands in a record, in a problem, or its place is told as not understood."""

import random
import re
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.cargo.content import of_bytes
from tahqiq.formats.cargo.records import records_of
from tahqiq.formats.cargo.xmltree import Node

from .samples import AWMDS, FHL, FWB, SAD, XFFM, XFWB, XFZB

RICH = {
    "AWMDS": AWMDS.replace(
        "<Marks1>",
        "<Status>4</Status><Seal_number>S9</Seal_number><Minimum_temperature>-18</Minimum_temperature><Marks1>",
        1,
    ).replace(
        " </Bol_segment>",
        """  <HS_Compliance><HS_code>690721</HS_code><Commercial_description>TILES</Commercial_description><Gross_mass>10</Gross_mass><HS_code>690722</HS_code>
   <Commercial_description>MORE</Commercial_description></HS_Compliance><vehicle_segment><Chassis>V1</Chassis><Make>M</Make></vehicle_segment>
   <Value_segment><Freight_segment><Freight_value>7</Freight_value><Freight_currency>USD</Freight_currency></Freight_segment></Value_segment></Bol_segment>""",  # noqa: E501
    ),
    "XFWB": XFWB.replace(
        "<ram:TotalPieceQuantity>",
        (
            "<ram:GrossVolumeMeasure "
            'unitCode="MTQ">1</ram:GrossVolumeMeasure><ram:PieceQuantity>9</ram:PieceQuantity><ram:TotalPieceQuantity>'
        ),
        1,
    )
    .replace(
        "</ram:ConsignorParty>",
        """<ram:DefinedTradeContact><ram:PersonName>A</ram:PersonName><ram:DirectTelephoneCommunication><ram:CompleteNumber>22</ram:CompleteNumber>
</ram:DirectTelephoneCommunication></ram:DefinedTradeContact></ram:ConsignorParty>""",
    )
    .replace(
        "<ram:OriginLocation>",
        "".join(
            f"""<ram:SpecifiedLogisticsTransportMovement><ram:ID>XX{leg}</ram:ID><ram:ArrivalEvent><ram:ScheduledOccurrenceDateTime>2026</ram:ScheduledOccurrenceDateTime>
<ram:OccurrenceArrivalLocation><ram:ID>IST{leg}</ram:ID></ram:OccurrenceArrivalLocation></ram:ArrivalEvent></ram:SpecifiedLogisticsTransportMovement>"""
            for leg in (1, 2)
        )
        + (
            "<ram:IncludedCustomsNote><ram:ContentCode>T</ram:ContentCode><ram:Content>77</ram:Content></ram:IncludedCustomsNote><ram:WeightTotalChargeAmount "  # noqa: E501
            'currencyID="USD">3</ram:WeightTotalChargeAmount><ram:OriginLocation>'
        ),
        1,
    ),
    "XFFM": XFFM.replace(
        "<ram:ID>12346</ram:ID>", "<ram:TareWeightMeasure>9</ram:TareWeightMeasure>"
    ).replace(
        "<ram:PieceQuantity>",
        "<ram:SummaryDescription>TOOLS</ram:SummaryDescription><ram:TotalPieceQuantity>4</ram:TotalPieceQuantity><ram:PieceQuantity>",
    ),
    "FWB": FWB.replace(
        "ZZX/",
        (
            "OCI/IQ/CNE/CT/9647700\n/GB/SHP/T/ABC\n///KC/DEF\nACC/GEN/SPOT\nREF/ABC/DEF\nOTH/P/MYC196\n"
            "PPD/WT735\nZZX/"
        ),
    ),
}
"""Samples with what else the messages can say, more than once where they can."""
TREES = {"AWMDS": AWMDS, "SAD": SAD, "XFWB": XFWB, "XFZB": XFZB, "XFFM": XFFM}
TREES |= {f"{name}, more": paper for name, paper in RICH.items() if name != "FWB"}
TEXTS = {"FWB": FWB, "FHL": FHL, "FWB, more": RICH["FWB"]}
_LEAF = re.compile(r"<(?P<tag>(?:\w+:)?\w+)(?P<attributes>(?: \w+=\"[^\"]*\")*)>(?P<text>[^<>]+)</(?P=tag)>")
_ATTRIBUTE = re.compile(r'(?<= )(\w+)="([^":]*)"')
_PART = re.compile(r"(?<=/)[A-Z][A-Z0-9 ]{2,}(?=/|$)", re.MULTILINE)

_SECTION = re.compile(r"[A-Z]{3}(?=/|$)")
_CODES = ("NG", "NH", "NVD", "NCV", "XXX", "TE")
"""What says only of what sort its neighbour is."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A value that stands in a paper; ``name`` is the element or attribute, or the tag of its section."""

    value: str
    name: str


def tree(rng: random.Random, sample: str) -> tuple[str, list[Planted]]:
    """A paper in XML with other values, some elements twice, some gone, some that nobody knows."""
    planted: list[Planted] = []

    def value(name: str) -> str:
        text = f"Q{len(planted):05d}Z" if rng.random() < 0.7 else str(7_310_001 + 13 * len(planted))
        planted.append(Planted(text, name))
        return text

    def leaf(found: re.Match[str]) -> str:
        tag = found["tag"]
        chance = rng.random()
        if chance < 0.05:
            return ""
        if (tag.endswith("ID") and chance < 0.5) or tag in ("Bol_reference", "Ctn_reference"):
            return found[0]  # numbers by which bills and boxes are told again
        attributes = _ATTRIBUTE.sub(
            lambda one: f'{one[1]}="{value(one[1])}"' if rng.random() < 0.3 else one[0], found["attributes"]
        )
        made = f"<{tag}{attributes}>{value(tag)}</{tag}>"
        if chance > 0.85:
            made += f"<{tag}>{value(tag)}</{tag}>"
        if chance > 0.95:
            made += f"<Nobody_knows>{value('Nobody_knows')}</Nobody_knows>"
        return made

    return _LEAF.sub(leaf, sample), planted


def text(rng: random.Random, sample: str) -> tuple[str, list[Planted]]:
    """A waybill as text with other values, some lines twice, and some lines that have one more part."""
    planted: list[Planted] = []

    tag, lines = "", []

    def value() -> str:
        planted.append(Planted(f"Q{len(planted):05d}Z", tag))
        return planted[-1].value

    for line in sample.splitlines():
        tag = line[:3] if _SECTION.match(line) else tag
        made = _PART.sub(lambda found: found[0] if found[0] in _CODES else value(), line)
        if made.startswith("/") and rng.random() < 0.2:
            made += f"/{value()}"
        lines.append(made)
        if made.startswith("/") and rng.random() < 0.15:
            lines.append(f"/{value()}")
    return "\n".join(lines), planted


def lost(paper: str, planted: list[Planted]) -> list[Planted]:
    """What stands in no record and in no problem, where more of its name is missing than is told as not
    understood."""
    papers = of_bytes(paper.encode())
    told = "\n".join(text for _, rows in records_of(papers) for _, cells in rows for text in cells.values())
    told += "\n".join(f"{problem.value} {problem.params}" for one in papers for problem in one.problems)
    missing: dict[str, list[Planted]] = {}
    for one in planted:
        if one.value not in told:
            missing.setdefault(one.name.rpartition(":")[2], []).append(one)
    aside: Counter[str] = Counter()
    for name, count in ((name, count) for one in papers for name, count in one.aside.items()):
        aside[re.split(r"[/@]", name)[-1]] += count
    return [one for name, some in missing.items() if len(some) > aside[name] for one in some]


@pytest.mark.parametrize("name", TREES)
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_nothing_of_a_tree_is_lost_in_silence(name: str, seed: int) -> None:
    assert lost(*tree(random.Random(seed), TREES[name])) == []


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_nothing_of_a_waybill_as_text_is_lost_in_silence(name: str, seed: int) -> None:
    assert lost(*text(random.Random(seed), TEXTS[name])) == []


def test_a_reader_that_takes_and_keeps_nothing_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks above can fail."""
    monkeypatch.setattr(Node, "left", lambda *_: None)
    assert lost(
        *tree(random.Random(3), XFWB.replace("<ram:Name>", "<ram:Odd>").replace("</ram:Name>", "</ram:Odd>"))
    )
