"""A board of hypotheses as it is read from its documents: hypotheses, evidence, counts, and who changed what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tahqiq.casework.cited import Cited, Reference
from tahqiq.store.documents import Document

Mark = Literal["++", "+", "0", "-", "--"]
MARKS: tuple[str, ...] = get_args(Mark)
"""How a value fits a hypothesis: very well, well, either way, badly, very badly. A pair that is not marked was not judged."""
Credibility = Literal["high", "medium", "low", "unknown"]
CREDIBILITIES: tuple[str, ...] = get_args(Credibility)
"""What the analyst thinks of the value, beside the grade it was deposited with."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """``key`` names it in marks. ``withdrawn`` ones stay, with their marks. ``by`` and ``at``: who wrote it in these words, and when."""

    key: str
    text: str
    withdrawn: bool
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A recorded value with how it fits each hypothesis (by key). ``by`` and ``at``: who cited it, and when; ``version``, ``changed_by`` and
    ``changed_at`` of the latest marks. ``tells_apart``: whether it fits some hypotheses better than others; None until two are judged."""

    id: str
    version: int
    cited: Cited
    marks: Mapping[str, str]
    credibility: str
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
    """How many pieces of standing evidence fit a hypothesis well, badly, either way or were not judged. ``strongly`` of those that fit badly fit
    very badly. A small number of inconsistencies proves nothing: it may be that nobody looked."""

    key: str
    consistent: int
    inconsistent: int
    strongly: int
    neutral: int
    unjudged: int


@dataclass(frozen=True, slots=True)
class Board:
    """What a person sees of a board. ``not_counted`` pieces of evidence do not stand any more."""

    document: Document
    question: str
    note: str
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[Evidence, ...]
    tallies: tuple[Tally, ...]
    not_counted: int


@dataclass(frozen=True, slots=True)
class Change:
    """Who did what, when: ``act`` began, asked, worded, withdrew, reopened, noted, cited, marked or set-aside; ``about`` a hypothesis' key or the id of evidence."""

    at: str
    by: str
    act: str
    about: str
    before: str
    after: str


def written(item: Hypothesis) -> dict[str, object]:
    """A hypothesis as it stands in the document."""
    return {"key": item.key, "text": item.text, "withdrawn": item.withdrawn, "by": item.by, "at": item.at}


def hypotheses_of(document: Document) -> tuple[Hypothesis, ...]:
    """The hypotheses of a board's document, in order."""
    listed = document.content.get("hypotheses")
    return tuple(
        Hypothesis(str(item["key"]), str(item["text"]), bool(item["withdrawn"]), str(item["by"]), str(item["at"]))
        for item in (listed if isinstance(listed, list) else [])
    )


def reference_of(document: Document) -> Reference:
    """The value that a piece of evidence cites."""
    value = document.content.get("value")
    return (str(value["entity"]), str(value["statement"])) if isinstance(value, Mapping) else ("", "")


def _marks(document: Document) -> dict[str, str]:
    marks = document.content.get("marks")
    return {str(key): str(mark) for key, mark in marks.items()} if isinstance(marks, Mapping) else {}


def piece(versions: Sequence[Document], cited: Cited, judged: Sequence[str]) -> Evidence:
    """A piece of evidence from its versions; ``judged`` are the keys of the hypotheses that were not withdrawn."""
    first, last = versions[0], versions[-1]
    marks = _marks(last)
    given = [marks[key] for key in judged if key in marks]
    return Evidence(
        last.id, last.version, cited, marks, str(last.content.get("credibility", "unknown")), str(last.content.get("note", "")), first.actor, first.at, last.actor,
        last.at, len(set(given)) > 1 if len(given) > 1 else None,
    )  # fmt: skip


def tally(key: str, standing: Sequence[Evidence]) -> Tally:
    """How the evidence that stands fits a hypothesis."""
    given = [item.marks.get(key) for item in standing]
    return Tally(
        key, sum(mark in ("+", "++") for mark in given), sum(mark in ("-", "--") for mark in given), given.count("--"), given.count("0"), given.count(None)
    )  # fmt: skip


def board_changes(before: Document | None, after: Document) -> list[Change]:
    """What a version of a board changed."""
    if before is None:
        return [Change(after.at, after.actor, "began", "", "", after.title)]
    made: list[Change] = []
    for name, act in (("question", "asked"), ("note", "noted")):
        old, new = str(before.content.get(name, "")), str(after.content.get(name, ""))
        if old != new:
            made.append(Change(after.at, after.actor, act, "", old, new))
    known = {item.key: item for item in hypotheses_of(before)}
    for item in hypotheses_of(after):
        old_one = known.get(item.key)
        if old_one is None or old_one.text != item.text:
            made.append(Change(after.at, after.actor, "worded", item.key, old_one.text if old_one else "", item.text))
        if old_one is not None and old_one.withdrawn != item.withdrawn:
            made.append(Change(after.at, after.actor, "withdrew" if item.withdrawn else "reopened", item.key, "", item.text))
    if before.title != after.title:
        made.append(Change(after.at, after.actor, "titled", "", before.title, after.title))
    return made


def evidence_changes(before: Document | None, after: Document) -> list[Change]:
    """What a version of a piece of evidence changed."""
    told = " ".join(f"{key} {mark}" for key, mark in _marks(after).items())
    if before is None:
        return [Change(after.at, after.actor, "cited", after.id, "", told)]
    if after.state == "deleted":
        return [Change(after.at, after.actor, "set-aside", after.id, "", "")]
    old = " ".join(f"{key} {mark}" for key, mark in _marks(before).items())
    made = [Change(after.at, after.actor, "marked", after.id, old, told)] if old != told else []
    for name, act in (("credibility", "weighed"), ("note", "noted")):
        one, two = str(before.content.get(name, "")), str(after.content.get(name, ""))
        if one != two:
            made.append(Change(after.at, after.actor, act, after.id, one, two))
    return made
