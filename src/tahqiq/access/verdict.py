"""What verifying says: findings, the verdict, and that a part which cannot be read is a finding too while the
others go on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.messages import Message, message


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: a catalogue code and what it is about."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)

    def say(self, locale: str) -> Message:
        """The sentence and next step."""
        return message(self.code, locale, self.params)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was recomputed and what differs. ``erased`` lists sources that are gone by a lawful order; they
    are no fault. ``whole``: everything was checked, not only what one person may see."""

    originals: int
    statements: int
    fact_files: int
    leaves: int
    erased: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    whole: bool = True

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.findings


UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    OverflowError,
    AttributeError,
    OSError,
    pa.ArrowException,
    TahqiqError,
)
"""What reading a row raises that is no row."""


def unreadable(part: str, error: Exception) -> Finding:
    """That a part could not be read, and why."""
    return Finding("verify-unreadable", {"part": part, "detail": f"{type(error).__name__}: {error}"[:200]})


def findings_of(part: str, check: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """The findings of one check; a row that cannot be read at all is a finding too, and the other checks go
    on."""
    try:
        yield from check()
    except UNREADABLE as error:
        yield unreadable(part, error)


def counted(part: str, count: Callable[[], int], findings: list[Finding]) -> int:
    """How many there are; 0 and a finding (once) where that cannot be read."""
    try:
        return count()
    except UNREADABLE as error:
        found = unreadable(part, error)
        findings += [] if found in findings else [found]
        return 0
