"""A file that is written for one answer: into a folder of its own that goes with the answer, and that a start
or an erasure clears where a process died."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from tahqiq.products.describe import exported_json
from tahqiq.products.export_result import Exported
from tahqiq.workbench import Workbench


def handed_over(
    bench: Workbench,
    path: str,
    name: str,
    write: Callable[[Path], Mapping[str, str]],
    media_type: str = "application/octet-stream",
) -> FileResponse:
    """The file ``path`` (its name in the folder) as a download called ``name``. ``write`` gets where to write
    it and gives further headers; what it raises leaves nothing behind."""
    folder = bench.staging()
    try:
        headers = {**write(folder / path), "Content-Security-Policy": "sandbox"}
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        folder / path,
        media_type=media_type,
        filename=name,
        headers=headers,
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )


def export_headers(made: Exported) -> dict[str, str]:
    """The header with what an export holds and what stayed out of it."""
    return {
        "X-Tahqiq-Exported": json.dumps(
            {name: value for name, value in exported_json(made).items() if name != "path"}
        )
    }
