"""Documents that a person writes in YAML, as JSON. Asked for through :mod:`tahqiq.products.briefing.file`, in
a process of its own."""

import json
from pathlib import Path

import yaml

MOST = 2_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def document(path: Path) -> tuple[str, str]:
    """The document as JSON (days and moments as text), or "" and why it cannot be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST + 1)
        if len(data) > MOST:
            return "", f"> {MOST} bytes"
        return json.dumps(yaml.load(data.decode("utf-8-sig"), Loader=_LOADER), default=str), ""  # noqa: S506 - the safe loader
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError, TypeError) as problem:
        return "", str(problem)[:200] or "YAML"
