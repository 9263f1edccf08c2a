"""Decisions about identity in an exchange file: a JSON list in a column of the first row of an entity;
written, and read back with every claim checked.

An entity brings the standing decisions about the fragments that it displays, each once: where its fragment
with the smaller id stands. What a decision rests on is not written: it is worked out anew from what the
reader sees of both things.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tahqiq.collect.exchange_row import Unusable
from tahqiq.formats.confined.task import ORDINARY, Stopped, Task
from tahqiq.kit.text import storable
from tahqiq.store.judgements import Judgement, Verdict

COLUMN = "tahqiq:judgements"
ELSEWHERE = "elsewhere:"
"""Before the id of a person of another workspace: whoever reads an id without it reads one of this
workspace."""
_VERDICTS: dict[str, Verdict] = {"same": "same", "different": "different", "unsure": "unsure"}
_ID, _THING = re.compile("[0-9a-f]{16}"), re.compile("[0-9a-f]{32}")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z")
_LONGEST = {"model": 80, "reason": 2000, "machine": 120, "by": 120}


@dataclass(frozen=True, slots=True)
class ExchangedJudgement:
    """A decision as it stands in a file. ``by`` begins with :data:`ELSEWHERE`; ``at`` is ISO 8601 UTC; the
    rest as of a judgement."""

    id: str
    left: bytes
    right: bytes
    verdict: Verdict
    score: float | None
    model: str
    reason: str
    machine: str
    by: str
    at: str


def write(items: Iterable[Judgement]) -> str:
    """The decisions of one entity, by id; "" for none. A person of another workspace is written as there, so
    that a file taken in comes out the same."""
    told = [
        {
            "id": item.id,
            "left": min(item.left_id, item.right_id).hex(),
            "right": max(item.left_id, item.right_id).hex(),
            "verdict": item.verdict,
            "score": item.score,
            "model": item.model,
            "reason": item.reason,
            "machine": item.machine,
            "by": item.actor.removeprefix(ELSEWHERE),
            "at": item.at,
        }
        for item in sorted(items, key=lambda item: item.id)
    ]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if told else ""


def read(text: str | None) -> list[ExchangedJudgement]:
    """What :func:`write` wrote. Raises :class:`Unusable` (``exchange-judgement-invalid``) for anything
    else."""
    if not text:
        return []
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, list):
        raise Unusable("exchange-judgement-invalid", COLUMN)
    return [_one(item) for item in told]


def _one(item: object) -> ExchangedJudgement:
    given = item if isinstance(item, dict) else {}
    words = {name: storable(value) for name, value in given.items() if isinstance(value, str)}
    score = given.get("score")
    if (
        not _ID.fullmatch(words.get("id", ""))
        or not all(_THING.fullmatch(words.get(end, "")) for end in ("left", "right"))
        or words["left"] >= words["right"]
        or words.get("verdict") not in _VERDICTS
        or not _AT.fullmatch(words.get("at", ""))
        or not (
            score is None
            or (isinstance(score, int | float) and not isinstance(score, bool) and 0 <= score <= 1)
        )
        or any(name not in words or len(words[name]) > most for name, most in _LONGEST.items())
        or not words["reason"].strip()
    ):
        raise Unusable("exchange-judgement-invalid", COLUMN)
    return ExchangedJudgement(
        words["id"],
        bytes.fromhex(words["left"]),
        bytes.fromhex(words["right"]),
        _VERDICTS[words["verdict"]],
        None if score is None else float(score),
        words["model"],
        words["reason"],
        words["machine"],
        ELSEWHERE + words["by"].removeprefix(ELSEWHERE),
        words["at"],
    )


_TEXTS = Task[str](
    "tahqiq.formats.exchange_column:judged", str, replace(ORDINARY, max_cpu=4 * 3600.0), most=None
)


def judgements_in(path: Path) -> Iterator[ExchangedJudgement]:
    """The decisions of an exchange file, statements or entities; what cannot be read is a problem of its
    source and left out here."""
    try:
        for text in _TEXTS.each(path, COLUMN):
            try:
                yield from read(text)
            except Unusable:
                continue
    except Stopped:
        return


__all__ = ["COLUMN", "ELSEWHERE", "ExchangedJudgement", "judgements_in", "read", "write"]
