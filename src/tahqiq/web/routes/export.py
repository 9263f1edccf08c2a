"""Exports: what the caller may see as a file to download."""

from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from tahqiq.products.export import Format
from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.downloads import export_headers, handed_over

router = APIRouter(tags=["export"])
_ENDINGS = {
    "ftm": ".ftm.json",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "anx": ".anx",
}


class NewExport(BaseModel):
    """What to export: everything the caller may see, of a case where one is named, or the entities ``ids``
    with what lies between them."""

    format: Format
    ids: list[Line] | None = Field(default=None, max_length=10_000)
    case: Line | None = Field(default=None, max_length=300)
    leave_out: bool = Field(
        default=False, description="Leave out values whose handling code forbids export, instead of refusing."
    )
    shape: Literal["entities", "statements"] = Field(
        default="entities", description="Of FollowTheMoney data: JSON lines or the CSV of statements."
    )


@router.post(
    "/exports",
    response_class=FileResponse,
    responses={
        200: {
            "content": {"application/octet-stream": {}},
            "description": "The file; its counts stand in the header X-Tahqiq-Exported (JSON).",
        }
    },
)
def export(asked: NewExport, bench: Bench, language: Language) -> FileResponse:
    """Write a file and hand it over as a download; refused when the policies or a handling code forbid it."""
    ending = ".csv" if asked.format == "ftm" and asked.shape == "statements" else _ENDINGS[asked.format]

    def write(path: Path) -> dict[str, str]:
        return export_headers(
            bench.export(
                asked.format,
                path,
                ids=asked.ids,
                case=asked.case,
                leave_out=asked.leave_out,
                language=language,
            )
        )

    return handed_over(bench, f"export{ending}", f"tahqiq-export{ending}", write)
