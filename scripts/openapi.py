#!/usr/bin/env python3
"""Write openapi.json from the API itself (make client); ``--check`` only compares."""

import json
import sys
from pathlib import Path

from tahqiq.web.app import openapi_document

PATH = Path(__file__).resolve().parent.parent / "openapi.json"


def text() -> str:
    """The document in one stable form."""
    return json.dumps(openapi_document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


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
