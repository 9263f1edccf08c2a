#!/usr/bin/env python3
"""Write openapi.json from the API itself (make client); ``--check`` only compares."""

import json
import sys
from pathlib import Path

from tahqiq.web.app import openapi_document

WIDTH = 110
PATH = Path(__file__).resolve().parent.parent / "openapi.json"


def text() -> str:
    """The document in one stable form."""
    return _laid_out(openapi_document(), "") + "\n"


def _laid_out(value: object, indent: str) -> str:
    """JSON in which what fits into a line stands in one."""
    short = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(indent) + len(short) <= WIDTH or not isinstance(value, dict | list) or not value:
        return short
    inner = indent + "  "
    if isinstance(value, list):
        lines = [_laid_out(one, inner) for one in value]
        opening, closing = "[]"
    else:
        lines = [
            f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(value[key], inner)}" for key in sorted(value)
        ]
        opening, closing = "{}"
    return f"{opening}\n{inner}" + f",\n{inner}".join(lines) + f"\n{indent}{closing}"


def main(check: bool) -> int:
    """Write it, or with ``check`` say that it is out of date; 1 when it is."""
    if not check:
        PATH.write_text(text(), "utf-8")
    elif PATH.read_text("utf-8") != text():
        sys.stderr.write("openapi.json is out of date: run make client\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
