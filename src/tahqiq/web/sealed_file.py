"""A sealed original as an answer: nothing in it tells of other deposits of the same bytes."""

from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from fastapi.responses import FileResponse

from tahqiq.model.source import Source


def sealed_file(
    source: Source, path: Path, *, kind: str, policy: str, name: str | None = None
) -> FileResponse:
    """The original of a source: as a download called ``name``, or shown under its ``kind`` where there is
    none; ``policy`` is its content security policy.

    One file holds equal originals of all cases, and its age is that of the first: validators are made from
    what this source says of itself.
    """
    headers = {
        "Content-Security-Policy": policy,
        "ETag": f'"{source.sha256}"',
        "Last-Modified": format_datetime(datetime.fromisoformat(source.deposited_at), usegmt=True),
    }
    if name is None:
        headers["Content-Disposition"] = "inline"
    return FileResponse(path, media_type=kind, filename=name, headers=headers)
