"""Of which exhibit a measurement is: data of one exhibit prove nothing of another."""

import re
from collections.abc import Iterator

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desks.lab.examinations.counted import standing_results
from tahqiq.desks.lab.examinations.ledger import TECHNIQUES, Result
from tahqiq.desks.lab.examinations.record import EXAMINATION, Examination
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.model.source import Source

_PAPER = ("text", "media")
_PAPER_ENDINGS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".pdf", ".docx", ".xlsx")
"""A plate, a photograph or a printed sheet can show several exhibits side by side; by the name where nobody
read the file yet."""
_ARCHIVES = ("zip", "tar")
_ARCHIVE_ENDINGS = (".zip", ".tar", ".tgz", ".tar.gz")


def require_measured_of(
    at: Desktop, kept: RecordVersion[Examination], result: Result, source: Source
) -> None:
    """Raise where data may not be those of a result. ``WrongUse``: ``lab-data-without-exhibit`` for a
    sequence of the case in which the exhibit was not injected, ``lab-data-named-other`` where the file's name
    says another exhibit of the case and no remark of the result says why; ``Conflict``:
    ``lab-data-used`` where a single measurement proves something of another exhibit already. Pictures and
    papers may show several exhibits, except as the data of a technique of category A; an archive holds
    several runs."""
    exhibit = kept.body.exhibit.casefold()
    sequences = at.records(SEQUENCE).find({"archive": source.sha256}, case=at.home).records
    if sequences:
        injected = {
            one.sample.casefold()
            for sequence in sequences
            for one in sequence.body.told.injections
            if one.kind == "case"
        }
        if exhibit not in injected:
            raise _refused("lab-data-without-exhibit", source, kept.body.exhibit)
        return
    others = [one for one in at.records(EXAMINATION).every(case=at.home) if one.id != kept.id]
    named = set(_named(source.name, [kept, *others]))
    if named and exhibit not in named and not result.note.strip():
        other = next(one.body.exhibit for one in others if one.body.exhibit.casefold() in named)
        raise _refused("lab-data-named-other", source, kept.body.exhibit, other=other)
    ending = source.name.casefold()
    paper = source.mapping_name in _PAPER or ending.endswith(_PAPER_ENDINGS)
    archive = source.format in _ARCHIVES or ending.endswith(_ARCHIVE_ENDINGS)
    if archive or (paper and TECHNIQUES[result.technique][0] != "A"):
        return
    for one in others:
        if any(other.data == source.sha256 for _, other in standing_results(one.body)):
            raise Conflict(
                "lab-data-used", name=source.name, exhibit=kept.body.exhibit, other=one.body.exhibit
            ).of_field("source")


def _named(name: str, examinations: list[RecordVersion[Examination]]) -> Iterator[str]:
    """The exhibits (folded) whose number stands in a file's name, its parts joined by any sign that is no
    letter or figure: ``4-3``, ``4_3`` and ``4 3`` are 4/3, in ``14-3``, ``4-30`` and the
    day ``2026-4-3`` it does not stand."""
    for one in examinations:
        pieces = [re.escape(piece) for piece in re.split(r"[\W_]+", one.body.exhibit.casefold()) if piece]
        written = r"(?<![^\W_])(?<!\d[-/.])" + r"[\W_]".join(pieces) + r"(?![^\W_]|[-/.]\d)"
        if len(pieces) > 1 and re.search(written, name.casefold()):
            yield one.body.exhibit.casefold()


def _refused(code: str, source: Source, exhibit: str, **more: str) -> WrongUse:
    return WrongUse(code, name=source.name, exhibit=exhibit, **more).of_field("source")
