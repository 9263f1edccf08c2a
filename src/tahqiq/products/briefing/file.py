"""A briefing as a person writes it: YAML with title, language and blocks."""

from pathlib import Path

import yaml

from tahqiq.kit.errors import WrongUse

MOST = 2_000_000


def briefing_of(path: Path) -> tuple[str, dict[str, object]]:
    """Title and body of the document. Raises ``WrongUse`` (``briefing-unreadable``) for what is no such file."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST + 1)
        if len(data) > MOST:
            raise _unreadable(f"> {MOST} bytes")
        read = yaml.safe_load(data.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise _unreadable(str(problem)[:200]) from problem
    if not isinstance(read, dict) or not isinstance(read.get("title"), str) or not isinstance(read.get("blocks"), list):
        raise _unreadable("title, blocks")
    return read["title"], {"language": str(read.get("language", "en")), "blocks": read["blocks"]}


def _unreadable(reason: str) -> WrongUse:
    return WrongUse("briefing-unreadable", reason=reason, fields="title, language, blocks", page="docs/how-to/write-a-briefing.md")
