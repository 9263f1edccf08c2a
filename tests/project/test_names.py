"""Names are nouns of their field: no class, type or shape of the API is called by what was told or asked."""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRIVATE = re.compile(r"Told|Asked|Said|Heard")
DECLARED = re.compile(r"^\s*(?:export )?(?:type|interface|class|enum|(?:async )?function) ([A-Z]\w*)", re.M)


def test_no_shape_of_the_api_has_a_private_word() -> None:
    document = json.loads((ROOT / "openapi.json").read_text("utf-8"))
    assert [name for name in document["components"]["schemas"] if PRIVATE.search(name)] == []


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks", "scripts", "docs"])
def test_no_class_has_a_private_word(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        if PRIVATE.search(text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and PRIVATE.search(node.name)
    ]
    assert found == []


def test_no_type_of_the_page_has_a_private_word() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "ui/src").rglob("*.ts*"))
        if "schema" not in path.name
        for name in DECLARED.findall(path.read_text("utf-8"))
        if PRIVATE.search(name)
    ]
    assert found == []
