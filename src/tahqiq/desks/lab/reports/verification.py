"""``tahqiq lab verify``: whether a report is what was issued, on any machine."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, WRITTEN, Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.reports.seal import LONGEST, Seal, checked, digests, missing
from tahqiq.kit.errors import Damaged
from tahqiq.kit.messages import message, wanted


class ReportVerificationRequest(Strict):
    """A report to check."""

    report: Annotated[Path, ARGUMENT] = Field(
        description="The PDF of the report; its seal stands beside it (.pdf.seal.json)."
    )
    seal: Path | None = Field(default=None, description="The seal, where it stands elsewhere.")
    key: str = Field(
        default="",
        max_length=100,
        description="The fingerprint of the laboratory's key, as the laboratory told it.",
    )
    file: list[Path] = Field(
        default=[], description="Files that it should rest on: the archive of a sequence, photographs."
    )


class ReportCheckRequest(Strict):
    """A report to check beside the keys of this house."""

    case: str = Field(description="The case, by id or title.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="The SHA-256 of the report's PDF.")
    seal: Annotated[str, WRITTEN] = Field(
        max_length=LONGEST, description="The seal that stands beside it (.pdf.seal.json), as text."
    )
    name: str = Field(default="", max_length=200, description="What the PDF is called.")


class VerifiedReportView(Strict):
    """A report that is what was issued. ``key`` is the fingerprint of the key that signed it: compare it with
    what the laboratory told. ``files`` are those given that it rests on."""

    unchanged: bool
    report: str
    exhibit: str
    language: str
    released: bool
    issued: str
    sha256: str
    content: str
    key: str
    files: list[str]
    says: str
    next_step: str


def run(asked: ReportVerificationRequest) -> VerifiedReportView:
    """Check a report. Raises ``Damaged`` with what was changed (``lab-report-changed``, ``lab-seal-changed``,
    ``lab-seal-key``, ``lab-file-strange``), ``NotFound``."""
    seal, key = checked(asked.report, asked.seal, asked.key)
    known, strange = missing(seal, digests(asked.file))
    if strange:
        raise Damaged("lab-file-strange", name=strange[0], report=seal.shown)
    return verified_view("lab-report-unchanged", seal, key, known)


def verified_view(code: str, seal: Seal, key: str, files: list[str]) -> VerifiedReportView:
    """A report that is what was issued, as an answer; ``code`` says so in words."""
    words = message(code, wanted(), {"report": seal.shown, "key": key})
    return VerifiedReportView(
        unchanged=True,
        report=seal.report,
        exhibit=seal.exhibit,
        language=seal.language,
        released=seal.released,
        issued=seal.issued,
        sha256=seal.sha256,
        content=seal.content,
        key=key,
        files=files,
        says=words.sentence,
        next_step=words.next_step,
    )


VERIFY = Tool("verify", ReportVerificationRequest, VerifiedReportView, run)
