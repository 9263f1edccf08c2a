"""FollowTheMoney's names, types, ranges and edges are ours too: against a list in the repository, and against
the package where it is there."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tahqiq.model.vocabulary import vocabulary

LIST = Path(__file__).parents[1] / "golden" / "vocabulary" / "followthemoney_names.yaml"
NAMES: dict[str, dict[str, list[str]]] = yaml.safe_load(LIST.read_text("utf-8"))
VOCABULARY = vocabulary()
NOT_TYPES = {"extends", "edge"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_type_is_there_with_its_properties(name: str) -> None:
    schema = VOCABULARY.get(name)
    listed = NAMES[name]
    assert schema.standard
    assert [parent for parent in listed.get("extends", []) if not schema.is_a(parent)] == []
    assert ([schema.edge.source, schema.edge.target] if schema.edge else []) == listed.get("edge", [])
    for ftm_type in listed.keys() - NOT_TYPES:
        for entry in listed[ftm_type]:
            prop_name, _, target = entry.partition(" > ")
            prop = schema.properties[prop_name]
            assert (prop.ftm_type, prop.range, prop.standard) == (ftm_type, target, True), (name, prop_name)


def test_no_property_claims_to_be_theirs_that_is_not() -> None:
    theirs = {
        (name, entry.partition(" > ")[0])
        for name, listed in NAMES.items()
        for key in listed.keys() - NOT_TYPES
        for entry in listed[key]
    }
    for schema in VOCABULARY.schemata.values():
        assert schema.standard == (schema.name in NAMES)
        for prop in schema.properties.values():
            if prop.standard:
                lineage = VOCABULARY.get(prop.schema).lineage
                assert any((ancestor, prop.name) in theirs for ancestor in lineage), (prop.schema, prop.name)


def _package() -> ModuleType:
    try:
        return importlib.import_module("followthemoney")
    except ImportError:
        pytest.skip(
            "the package followthemoney is not installed; the list in tests/golden was compared instead"
        )


def test_the_package_has_nothing_we_lack() -> None:
    model = _package().model
    for theirs in model.schemata.values():
        ours = VOCABULARY.get(theirs.name)
        for prop in theirs.properties.values():
            if not prop.stub:
                assert ours.properties[prop.name].ftm_type == prop.type.name, (theirs.name, prop.name)
        assert (ours.edge is not None) == theirs.edge, theirs.name
