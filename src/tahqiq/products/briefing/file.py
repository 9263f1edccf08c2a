"""A briefing as a person writes it: YAML with title, language and blocks."""

import json
from pathlib import Path

from tahqiq.formats.confined.task import QUICK, Stopped, Task
from tahqiq.kit.errors import WrongUse

_WRITTEN = Task["tuple[str, str]"]("tahqiq.formats.written:document", tuple[str, str], QUICK, most=16 << 20)


def briefing_of(path: Path) -> tuple[str, dict[str, object]]:
    """Title and body of the document. Raises ``WrongUse`` (``briefing-unreadable``) for what is no such
    file."""
    try:
        text, why = _WRITTEN.once(path)
    except (OSError, Stopped) as problem:
        raise _unreadable(str(problem)[:200]) from problem
    if why:
        raise _unreadable(why)
    read = json.loads(text)
    if (
        not isinstance(read, dict)
        or not isinstance(read.get("title"), str)
        or not isinstance(read.get("blocks"), list)
    ):
        raise _unreadable("title, blocks")
    return read["title"], {"language": str(read.get("language", "en")), "blocks": read["blocks"]}


def _unreadable(reason: str) -> WrongUse:
    return WrongUse(
        "briefing-unreadable",
        reason=reason,
        fields="title, language, blocks",
        page="docs/how-to/write-a-briefing.md",
    )
