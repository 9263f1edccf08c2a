"""Append-only logs of a desk: each line a record of its own, added at the same cost however long the log is,
and read by page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from pydantic import Field

from tahqiq.casework.records import PAGE, RecordVersion
from tahqiq.desk.answers import Strict
from tahqiq.desk.desktop import ActingDesktop, Desktop
from tahqiq.kit.parts import parts
from tahqiq.model.kind import Kind
from tahqiq.model.line import Line, sealed
from tahqiq.store.record_where import Between, Condition, OneOf

L = TypeVar("L", bound=Line)
SHOWN = 100
"""How many lines an answer has where nobody asks for more or fewer: the latest."""


class PageOfLog(Strict):
    """Which lines of a log are asked for."""

    before: int = Field(
        default=0, ge=0, description="Only lines before the one with this number; 0: the latest lines."
    )
    limit: int = Field(default=SHOWN, ge=1, le=PAGE, description="How many lines at most.")


LATEST = PageOfLog()


class Lines(Generic[L]):
    """The lines of one log: those of ``kind`` whose ``log`` is the record ``log``. A kind at home in cases is
    asked for in the case of the operation."""

    def __init__(self, at: Desktop, kind: Kind[L], log: str) -> None:
        self._records, self._case, self._log = at.records(kind), at.case_of(kind), log

    def last(self) -> RecordVersion[L] | None:
        """The latest line; None where there is none."""
        return next(
            iter(
                self._records.find({"log": self._log}, self._case, "number", descending=True, limit=1).records
            ),
            None,
        )

    def count(self) -> int:
        """How many lines there are: the number of the last, since none is left out."""
        last = self.last()
        return last.body.number if last else 0

    def page(self, asked: PageOfLog = LATEST) -> list[RecordVersion[L]]:
        """One page, in the order of the numbers."""
        where: dict[str, Condition] = {"log": self._log}
        if asked.before:
            where["number"] = Between(None, asked.before - 1)
        found = self._records.find(where, self._case, "number", descending=True, limit=asked.limit).records
        return list(reversed(found))

    def numbered(self, numbers: Iterable[int]) -> dict[int, RecordVersion[L]]:
        """Lines by their numbers; those that are not there are left out."""
        return {one.body.number: one for one in self.found("number", sorted(set(numbers)))}

    def found(self, key: str, values: Sequence[str | int]) -> list[RecordVersion[L]]:
        """The lines that have one of the values of a key, in the order of the numbers."""
        made = list[RecordVersion[L]]()
        for part in parts(values, PAGE):
            where: dict[str, Condition] = {"log": self._log, key: OneOf(tuple(part))}
            made += self._records.every(where, "number", case=self._case)
        return made

    def every(self) -> Iterator[RecordVersion[L]]:
        """All lines in order, read page by page."""
        return self._records.every({"log": self._log}, "number", case=self._case)


def appended(at: ActingDesktop, kind: Kind[L], log: str, of: str, **fields: object) -> RecordVersion[L]:
    """Add a line to a log, in the unit of the operation. ``log`` is the id of the record, ``of`` what it is
    called."""
    last = Lines(at, kind, log).last()
    before = last.body if last else None
    return at.records(kind).save(following(kind, before, log=log, of=of, **fields), at.case_of(kind))


def following(kind: Kind[L], before: L | None, **fields: object) -> L:
    """The line after another one, sealed; the first where there is none."""
    return sealed(
        kind.body.model_validate(
            {
                **fields,
                "number": before.number + 1 if before else 1,
                "before": before.digest if before else "",
            }
        )
    )


def changed(at: ActingDesktop, kind: Kind[L], line: RecordVersion[L], **later: object) -> RecordVersion[L]:
    """Write down what was decided about a line afterwards: fields that its kind names as ``later``, and no
    others."""
    if strange := later.keys() - kind.body.later:
        raise ValueError(f"{kind.name}: these fields of a line stay as they were written: {sorted(strange)}")
    return at.records(kind).save(line.body.model_copy(update=later), at.case_of(kind), line.id, line.version)
