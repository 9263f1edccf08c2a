"""What an erasure takes out of jobs: erased sources, and nothing of the others. A job that is not done keeps
the rest of its recipe and runs on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tahqiq.store.database import Transaction, integer, numbers, text

ENDED = "done"
"""The one state in which a job needs its recipe no more: what failed or was cancelled can be taken up
again."""


@dataclass(frozen=True, slots=True)
class _Gone:
    """Erased sources: ids, hashes of originals that no other source has, names that no other source has, and
    who deposited them when."""

    ids: frozenset[str]
    hashes: frozenset[str]
    names: frozenset[str]
    deposited: tuple[tuple[str, str], ...]


def forget_in_jobs(transaction: Transaction, family: Sequence[int]) -> None:
    """Take the sources numbered ``family`` out of every job: out of what it reports; out of its recipe when
    it is not done; the whole recipe, when it is and one of them came by it (a recipe names folders and
    files)."""
    inside = numbers(family)
    rows = transaction.query(
        f"SELECT id, sha256, name, deposited_by, deposited_at FROM source WHERE no IN ({inside})"
    )
    others = transaction.query(
        f"SELECT sha256, name FROM source WHERE no NOT IN ({inside}) AND state<>'erased'"
    )
    gone = _Gone(
        frozenset(text(row[0]) for row in rows),
        frozenset(text(row[1]) for row in rows).difference(text(row[0]) for row in others),
        frozenset(text(row[2]) for row in rows).difference(text(row[1]) for row in others),
        tuple((text(row[3]), text(row[4])) for row in rows),
    )
    for no, state, recipe, actor, result, created, finished in transaction.query(
        "SELECT no, state, recipe, actor, result, created_at, finished_at FROM job"
    ):
        told, reported = json.loads(text(recipe)), json.loads(text(result))
        made, rest = _without(told, gone), _reported(reported, gone)
        came = rest != reported or any(
            by == text(actor) and text(created) <= at <= text(finished) for by, at in gone.deposited
        )
        if text(state) == ENDED and (came or made != told):
            made = {}
        if made != told or rest != reported:
            transaction.execute(
                "UPDATE job SET recipe=?, progress='{}', result=? WHERE no=?",
                (_json(made), _json(rest), integer(no)),
            )


def _without(recipe: object, gone: _Gone) -> object:
    """A recipe without the erased sources: registered ones, sealed ones of an older program, paths of files
    called as they were; {} when it was of one alone."""
    if not isinstance(recipe, Mapping):
        return recipe
    if recipe.get("source") in gone.ids and "reason" in recipe:  # a reading of it
        return {}
    made = dict(recipe)
    for name, left in (("sources", _left_source), ("sealed", _left_sealed), ("paths", _left_path)):
        listed = recipe.get(name)
        if isinstance(listed, list):
            made[name] = [item for item in listed if left(item, gone)]
    return made


def _left_source(item: object, gone: _Gone) -> bool:
    return item not in gone.ids


def _left_sealed(item: object, gone: _Gone) -> bool:
    return not (isinstance(item, Mapping) and item.get("sha256") in gone.hashes)


def _left_path(item: object, gone: _Gone) -> bool:
    return PurePath(str(item)).name not in gone.names


def _reported(result: object, gone: _Gone) -> object:
    listed = result.get("sources") if isinstance(result, Mapping) else None
    if not isinstance(result, Mapping) or not isinstance(listed, list):
        return result
    kept = [
        item
        for item in listed
        if not (
            isinstance(item, Mapping)
            and (item.get("source") in gone.ids or item.get("sha256") in gone.hashes)
        )
    ]
    return {**result, "sources": kept}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
