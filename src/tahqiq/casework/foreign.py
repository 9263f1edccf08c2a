"""Decisions about identity that came with an exchange file: taken in as somebody else's, beside one's own;
what contradicts waits for a person."""

import secrets
from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.access.verify_judgements import JUDGE, judging
from tahqiq.casework.identity import alike
from tahqiq.collect.exchange_judgement import ExchangedJudgement, judgements_in
from tahqiq.model.scope import Actor
from tahqiq.resolve.grounds import Grounds, grounds
from tahqiq.store.judgements import Judgement
from tahqiq.store.nodes import node_numbers, node_rows


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many decisions came in, were here already, and could not be taken: a thing is not seen here, types
    do not fit, or the person may not judge."""

    taken: int
    known: int
    refused: int


def take_judgements(door: Door, actor: Actor, sha256: str) -> TakenIn:
    """Keep the decisions of a sealed exchange file (by its hash) under the ids they had; the person answers
    for taking them in, in the log.

    Each rests on what this person sees of both things. Taken in a second time they change nothing.
    """
    workspace, scope = door.workspace, door.scope(actor)
    told = {item.id: item for item in judgements_in(workspace.originals.path(sha256))}
    fresh = [told[one] for one in sorted(told.keys() - workspace.judgements.known(told))]
    numbers = node_numbers(
        workspace.database, sorted({end for item in fresh for end in (item.left, item.right)})
    )
    nodes = sorted(numbers.values())
    rests, schemata = (
        grounds(workspace, scope, nodes),
        {no: row[1] for no, row in node_rows(workspace.database, nodes).items()},
    )
    allowed = {case: door.may(actor, "judge", case) for item in rests.values() for case in item.cases}
    run, made = secrets.token_hex(8), []
    for item in fresh:
        left, right = (numbers.get(end) for end in (item.left, item.right))
        if left is None or right is None or left not in rests or right not in rests:
            continue
        both = rests[left], rests[right]
        if (item.verdict != "same" or alike(schemata[left], schemata[right])) and all(
            allowed[case] for one in both for case in one.cases
        ):
            made.append(_row(item, run, left, right, both))
    if made:
        _, payload = judging(made)
        with door.audit.act(actor, JUDGE, run, payload=payload):
            workspace.judgements.add(made)
    return TakenIn(len(made), len(told) - len(fresh), len(fresh) - len(made))


def _row(
    item: ExchangedJudgement, run: str, left: int, right: int, rests: tuple[Grounds, Grounds]
) -> Judgement:
    ends = sorted(((left, item.left), (right, item.right)))
    return Judgement(
        0,
        item.id,
        run,
        ends[0][0],
        ends[1][0],
        ends[0][1],
        ends[1][1],
        item.verdict,
        item.score,
        item.model,
        rests[0].classes | rests[1].classes,
        item.reason,
        item.machine,
        item.by,
        item.at,
        (),
        tuple(sorted({*rests[0].evidence, *rests[1].evidence})),
    )


__all__ = ["TakenIn", "take_judgements"]
