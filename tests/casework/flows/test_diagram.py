"""The picture of a flow: every state and act in it, from right to left where the language is, the same text
twice."""

import re

import pytest
from defusedxml.ElementTree import fromstring

from tahqiq.casework.flows.diagram import WIDTH, diagram, mermaid, svg
from tahqiq.kit.messages import LOCALES

from .people import FLOW


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_is_in_it(locale: str) -> None:
    drawn = diagram(FLOW, locale)
    assert drawn.mirrored == (locale != "en")
    assert {spot.state for spot in drawn.spots} == set(FLOW.states)
    assert len({(spot.layer, spot.row) for spot in drawn.spots}) == len(FLOW.states)
    assert len([line for line in drawn.lines if not line.lapse]) == sum(
        len(item.origins) for item in FLOW.transitions.values()
    )
    assert {(line.origin, line.to) for line in drawn.lines if line.lapse} == {
        ("granted", "draft"),
        ("confirmed", "draft"),
    }
    picture = svg(drawn)
    assert picture == svg(diagram(FLOW, locale))
    root = fromstring(picture)
    text = " ".join("".join(item.itertext()) for item in root.iter() if item.tag.endswith("text"))
    for spot in drawn.spots:
        assert all(word in text for word in spot.label.split())
    assert all(line.label in text for line in drawn.lines)
    told = mermaid(drawn)
    assert told.startswith("flowchart " + ("RL" if drawn.mirrored else "LR"))
    assert told.count("-.->") == 2


def test_layers_go_the_way_of_the_script() -> None:
    def left(locale: str, state: str) -> int:
        found = re.search(rf'data-state="{state}"><rect x="(\d+)"', svg(diagram(FLOW, locale)))
        assert found
        return int(found[1])

    assert left("en", "draft") + WIDTH < left("en", "submitted") < left("en", "granted")
    assert left("ar", "draft") > left("ar", "submitted") + WIDTH > left("ar", "granted")
