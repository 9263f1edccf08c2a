"""Our entities held against the followthemoney package, where it is installed (it needs a compiler, so it is
not among our packages)."""

import json
from pathlib import Path

import pytest

from tahqiq.model.vocabulary import vocabulary
from tahqiq.workbench import Workbench


def test_entities_of_standard_types_are_valid_there(bench: Workbench, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="the package followthemoney is not installed").model
    bench.export("ftm", tmp_path / "out.ftm.json")
    checked = 0
    for line in (tmp_path / "out.ftm.json").read_text("utf-8").splitlines():
        entity = json.loads(line)
        schema = vocabulary().get(entity["schema"])
        standard = {
            name: values for name, values in entity["properties"].items() if schema.properties[name].standard
        }
        if schema.standard:
            made = model.get_proxy({**entity, "properties": standard}, cleaned=False)
            made.schema.validate({"properties": made.to_dict()["properties"]})
            assert made.schema.name == entity["schema"]
            assert set(made.properties) == set(standard)
            checked += 1
    assert checked >= 3
