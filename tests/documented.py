"""The API's document as ``openapi.json`` holds it: building it costs each process of the tests seconds. That
it holds is checked in ``tests/web/test_schema_names.py``."""

import json
from functools import cache
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).parents[1] / "openapi.json"


@cache
def documented() -> dict[str, Any]:
    """The document; read it, do not change it."""
    document: dict[str, Any] = json.loads(WRITTEN.read_text("utf-8"))
    return document


def operations() -> list[tuple[str, str]]:
    """Every method and address of the API, in order."""
    return sorted((method.upper(), path) for path, item in documented()["paths"].items() for method in item)
