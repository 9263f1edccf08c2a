"""A board of hypotheses as it is read from its records: hypotheses, evidence, counts, and who changed
what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tahqiq.casework.citations import Cited
from tahqiq.casework.records import RecordVersion
from tahqiq.desks.reasoning.hypotheses.record import (
    BoardRecord,
    Credibility,
    EvidenceRecord,
    Hypothesis,
    Mark,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A recorded value with how it fits each hypothesis (by key). ``by`` and ``at``: who cited it, and when;
    ``version``, ``changed_by`` and ``changed_at`` of the latest marks. ``tells_apart``: whether it fits some
    hypotheses better than others; None until two are judged."""

    id: str
    version: int
    cited: Cited
    marks: Mapping[str, Mark]
    credibility: Credibility
    note: str
    by: str
    at: str
    changed_by: str
    changed_at: str
    tells_apart: bool | None

    @property
    def counts(self) -> bool:
        """Whether its value stands."""
        return self.cited.state == "stands"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pieces of standing evidence fit a hypothesis well, badly, either way or were not judged.
    ``strongly`` of those that fit badly fit very badly. A small number of inconsistencies proves nothing: it
    may be that nobody looked."""

    key: str
    consistent: int
    inconsistent: int
    strongly: int
    neutral: int
    unjudged: int


@dataclass(frozen=True, slots=True)
class Board:
    """What a person sees of a board. ``not_counted`` pieces of evidence do not stand any more."""

    paper: RecordVersion[BoardRecord]
    evidence: tuple[Evidence, ...]
    tallies: tuple[Tally, ...]
    not_counted: int

    @property
    def hypotheses(self) -> list[Hypothesis]:
        """In the order of writing."""
        return self.paper.body.hypotheses


@dataclass(frozen=True, slots=True)
class Change:
    """Who did what, when: ``act`` began, asked, worded, withdrew, reopened, noted, cited, marked or
    set-aside; ``about`` a hypothesis' key or the id of evidence."""

    at: str
    by: str
    act: str
    about: str
    before: str
    after: str


def piece(kept: RecordVersion[EvidenceRecord], cited: Cited, judged: Sequence[str]) -> Evidence:
    """A piece of evidence from its latest version; ``judged`` are the keys of the hypotheses that were not
    withdrawn."""
    body = kept.body
    given = [body.marks[key] for key in judged if key in body.marks]
    return Evidence(
        kept.id,
        kept.version,
        cited,
        body.marks,
        body.credibility,
        body.note,
        body.cited_by,
        body.cited_at,
        kept.by,
        kept.at,
        len(set(given)) > 1 if len(given) > 1 else None,
    )


def tally(key: str, standing: Sequence[Evidence]) -> Tally:
    """How the evidence that stands fits a hypothesis."""
    given = [item.marks.get(key) for item in standing]
    return Tally(
        key,
        sum(mark in ("+", "++") for mark in given),
        sum(mark in ("-", "--") for mark in given),
        given.count("--"),
        given.count("0"),
        given.count(None),
    )


def board_changes(
    before: RecordVersion[BoardRecord] | None, after: RecordVersion[BoardRecord]
) -> list[Change]:
    """What a version of a board changed."""
    if before is None:
        return [Change(after.at, after.by, "began", "", "", after.body.title)]
    made: list[Change] = []
    for act, old, new in (
        ("asked", before.body.question, after.body.question),
        ("noted", before.body.note, after.body.note),
    ):
        if old != new:
            made.append(Change(after.at, after.by, act, "", old, new))
    known = {item.key: item for item in before.body.hypotheses}
    for item in after.body.hypotheses:
        old_one = known.get(item.key)
        if old_one is None or old_one.text != item.text:
            made.append(
                Change(after.at, after.by, "worded", item.key, old_one.text if old_one else "", item.text)
            )
        if old_one is not None and old_one.withdrawn != item.withdrawn:
            made.append(
                Change(
                    after.at, after.by, "withdrew" if item.withdrawn else "reopened", item.key, "", item.text
                )
            )
    if before.body.title != after.body.title:
        made.append(Change(after.at, after.by, "titled", "", before.body.title, after.body.title))
    return made


def evidence_changes(
    before: RecordVersion[EvidenceRecord] | None, after: RecordVersion[EvidenceRecord]
) -> list[Change]:
    """What a version of a piece of evidence changed."""
    new = _marks_text(after.body.marks)
    if before is None:
        return [Change(after.at, after.by, "cited", after.id, "", new)]
    if after.state == "put-away":
        return [Change(after.at, after.by, "set-aside", after.id, "", "")]
    old = _marks_text(before.body.marks)
    made = [Change(after.at, after.by, "marked", after.id, old, new)] if old != new else []
    for act, one, two in (
        ("weighed", before.body.credibility, after.body.credibility),
        ("noted", before.body.note, after.body.note),
    ):
        if one != two:
            made.append(Change(after.at, after.by, act, after.id, one, two))
    return made


def _marks_text(marks: Mapping[str, Mark]) -> str:
    return " ".join(f"{key} {mark}" for key, mark in sorted(marks.items()))
