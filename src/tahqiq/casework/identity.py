"""Identity decided by people: judge two things the same, different or unsure; take a judgement back; split a
fragment off.

Nothing is merged in the store. Each act adds rows (:mod:`tahqiq.store.judgements`), asks the policies on
every case that the two things belong to, and stands in the audit log with a digest over its rows. Who it was
stays beside each row, for a program's proposals the person who ran it too.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.access.rule_refusals import noted
from tahqiq.access.verify_judgements import JUDGE, judging
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.pair import Pair
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.resolve.clusters import Clustering, Clusters
from tahqiq.resolve.grounds import Grounds, grounds, shared
from tahqiq.resolve.proposals import Proposals
from tahqiq.resolve.solve import Contradiction
from tahqiq.store.judgements import Judgement, Verdict
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_rows

_ADOPTED = "automatic band"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what it did: ``entity`` is the id by which its left thing is displayed now,
    ``contradiction`` set when the "same" joins nothing."""

    judgement: Judgement
    entity: bytes
    contradiction: Contradiction | None = None


class Identity:
    """The identity decisions of one person."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        self._door, self._actor, self._proposals = door, actor, proposals
        self._workspace = door.workspace
        self._clusters = Clusters.of(door.workspace)
        self._links = Links(door.workspace.database, vocabulary(), door.workspace.facts)

    def judge(self, left_id: str, right_id: str, verdict: str, reason: str) -> Judged:
        """Judge two things (ids or unique beginnings) ``same``, ``different`` or ``unsure``; an earlier
        judgement of the pair is replaced.

        A "same" that would join what was judged different is kept and joins nothing: it comes back as a
        contradiction. Raises ``WrongUse`` (``judge-itself``, ``judge-kinds-differ``,
        ``judge-verdict-unknown``, ``reason-needed``), ``NotFound``, ``Refused``.
        """
        with noted(self._door, self._actor, "judge"):
            return self._judge(left_id, right_id, verdict, reason)

    def _judge(self, left_id: str, right_id: str, verdict: str, reason: str) -> Judged:
        told, said = stated_reason(reason), verdict_of(verdict)
        scope = self._door.scope(self._actor)
        left, right = (self._workspace.reading.entity(scope, one)[0] for one in (left_id, right_id))
        if left == right:
            raise WrongUse("judge-itself")
        self._kinds(said, left, right)
        (made,) = self._judgements(scope, [(left, right)], said, told)
        self._keep(scope, [made])
        return self._judged(made)

    def judge_pairs(self, pairs: Sequence[tuple[int, int]], verdict: Verdict, reason: str) -> list[Judged]:
        """Judge several pairs of node numbers in one act: all rows carry one ``run``, which :meth:`undo_run`
        takes back as one. Callers have shown every pair to the person. Raises ``WrongUse``
        (``judge-kinds-differ``), ``Refused``."""
        for left, right in pairs:
            self._kinds(verdict, left, right)
        scope = self._door.scope(self._actor)
        made = self._judgements(scope, pairs, verdict, stated_reason(reason))
        self._keep(scope, made)
        return [self._judged(item) for item in made]

    def undo_run(self, run: str, reason: str) -> list[Judged]:
        """Take back in one act everything that one act decided and that still stands, as far as the person
        sees it.

        Raises ``NotFound`` (``no-such-judgement``), ``WrongUse`` (``judgement-not-standing``) when nothing of
        it stands.
        """
        why = stated_reason(reason)
        scope = self._door.scope(self._actor)
        found = self._clusters.clustering(scope)
        mine = sorted((item for item in found.seen.values() if item.run == run), key=lambda item: item.no)
        if not mine:
            raise NotFound("no-such-judgement", id=run)
        standing = [item for item in mine if item.id in found.live]
        if not standing:
            raise WrongUse("judgement-not-standing", id=run)
        made = self._undoing(found, standing, why)
        self._keep(scope, made)
        return [self._judged(item) for item in made]

    def undo(self, judgement_id: str, reason: str) -> Judged:
        """Take a judgement back (or an undoing): everything stands again as if it had not been made. The rows
        stay.

        Raises ``NotFound`` (``no-such-judgement``), ``WrongUse`` (``judgement-not-standing``) when it was
        taken back or replaced already.
        """
        told = stated_reason(reason)
        scope = self._door.scope(self._actor)
        found = self._clusters.clustering(scope)
        made = self._undoing(found, [self._visible(found, judgement_id)], told)
        self._keep(scope, made)
        return self._judged(made[0])

    def split(self, entity_id: str, reason: str) -> list[Judged]:
        """Take a fragment (its id) out of its entity: every "same" that touches it is taken back, in one act.

        Raises ``WrongUse`` (``split-alone``) when it is merged with nothing.
        """
        told = stated_reason(reason)
        scope = self._door.scope(self._actor)
        number, _ = self._workspace.reading.entity(scope, entity_id)
        found = self._clusters.clustering(scope)
        touching = [
            found.live[one]
            for one in sorted(found.about.get(number, ()))
            if found.live[one].verdict == "same"
        ]
        joined = [item for item in touching if item.id not in found.contradictions]
        if not joined:
            raise WrongUse("split-alone", id=entity_id)
        made = self._undoing(found, joined, told)
        self._keep(scope, made)
        return [self._judged(item) for item in made]

    def adopt(self, pairs: Iterable[Pair]) -> list[Judgement]:
        """Make judgements of the automatic band of a linkage run, as the program's proposal carried out by
        this person.

        Pairs about which anything was judged before, taken back or not, are left as people left them. A pair
        that contradicts is kept too: it joins nothing and waits with the contradictions.
        """
        scope = self._door.scope(self._actor)
        found = self._clusters.clustering(scope)
        judged = {item.pair for item in found.seen.values()}
        wanted = [
            pair
            for pair in pairs
            if pair.band == "automatic"
            and (pair.left, pair.right) not in judged
            and pair.classes <= scope.classes
        ]
        made = self._judgements(scope, [(pair.left, pair.right) for pair in wanted], "same", _ADOPTED, wanted)
        if made:
            self._keep(scope, made)
        return made

    def _judgements(
        self,
        scope: Scope,
        pairs: Sequence[tuple[int, int]],
        verdict: Verdict,
        reason: str,
        proposed: Sequence[Pair] = (),
    ) -> list[Judgement]:
        """Rows for pairs, each resting on what is recorded of both, whom they share, and what the program's
        score rests on."""
        nodes = sorted({node for pair in pairs for node in pair})
        rests = grounds(self._workspace, scope, nodes)
        self._allowed(rests.values())
        ids = {no: row[0] for no, row in node_rows(self._workspace.database, nodes).items()}
        found, run, at = self._clusters.clustering(scope), secrets.token_hex(8), clock.stamp()
        scores = {(pair.left, pair.right): pair for pair in proposed or self._scores(scope, pairs)}
        made = []
        for one in pairs:
            left, right = min(one), max(one)
            if left not in rests or right not in rests:
                continue
            pair = scores.get((left, right))
            classes = rests[left].classes | rests[right].classes | (pair.classes if pair else frozenset())
            if not proposed:
                classes = classes.union(*shared(self._workspace, self._links, scope, left, right).values())
            made.append(
                Judgement(
                    0,
                    secrets.token_hex(8),
                    run,
                    left,
                    right,
                    ids[left],
                    ids[right],
                    verdict,
                    pair.probability if pair else None,
                    pair.model if pair else "",
                    classes,
                    reason,
                    f"linkage {pair.model}" if proposed and pair else "",
                    self._actor.id,
                    at,
                    tuple(item.id for item in found.between(left, right) if item.verdict != "undo"),
                    tuple(sorted({*rests[left].evidence, *rests[right].evidence})),
                )
            )
        return made

    def _scores(self, scope: Scope, pairs: Sequence[tuple[int, int]]) -> list[Pair]:
        """What the program said of pairs that a person judges."""
        wanted = {(min(pair), max(pair)) for pair in pairs}
        found = self._proposals.of(scope, sorted({node for pair in wanted for node in pair}))
        return [item for item in found if (item.left, item.right) in wanted]

    def _undoing(self, found: Clustering, taken: Sequence[Judgement], reason: str) -> list[Judgement]:
        run, at = secrets.token_hex(8), clock.stamp()
        made = []
        for item in taken:
            if item.id not in found.live:
                raise WrongUse("judgement-not-standing", id=item.id)
            whole = self._workspace.judgements.get(item.id)
            made.append(
                Judgement(
                    0,
                    secrets.token_hex(8),
                    run,
                    item.left,
                    item.right,
                    item.left_id,
                    item.right_id,
                    "undo",
                    None,
                    "",
                    item.classes,
                    reason,
                    "",
                    self._actor.id,
                    at,
                    (item.id,),
                    whole.evidence,
                )
            )
        self._allowed(
            grounds(
                self._workspace, self._door.scope(self._actor), [node for item in taken for node in item.pair]
            ).values()
        )
        return made

    def _keep(self, scope: Scope, made: Sequence[Judgement]) -> None:
        run, payload = judging(made)
        with self._door.audit.act(self._actor, JUDGE, run, payload=payload):
            self._workspace.judgements.add(made)

    def _judged(self, made: Judgement) -> Judged:
        found = self._clusters.clustering(self._door.scope(self._actor))
        shown = found.representative(made.left)
        return Judged(
            made, node_rows(self._workspace.database, [shown])[shown][0], found.contradictions.get(made.id)
        )

    @staticmethod
    def _visible(found: Clustering, identity: str) -> Judgement:
        if identity not in found.seen:
            raise NotFound("no-such-judgement", id=identity)
        return found.seen[identity]

    def _allowed(self, rests: Iterable[Grounds]) -> None:
        for case in sorted({case for item in rests for case in item.cases}):
            self._door.require(self._actor, "judge", case)

    def _kinds(self, verdict: Verdict, left: int, right: int) -> None:
        rows = node_rows(self._workspace.database, [left, right])
        one, other = rows[left][1], rows[right][1]
        if verdict == "same" and not alike(one, other):
            raise WrongUse("judge-kinds-differ", left=one, right=other)


def alike(one: str, other: str) -> bool:
    """Whether two kinds can be one thing: the same, or one a kind of the other."""
    words = vocabulary()
    return words.is_a(one, other) or words.is_a(other, one)


def verdict_of(given: str) -> Verdict:
    known: dict[str, Verdict] = {"same": "same", "different": "different", "unsure": "unsure"}
    if given not in known:
        raise WrongUse("judge-verdict-unknown", value=given)
    return known[given]


def stated_reason(reason: str) -> str:
    """The reason, trimmed. Raises :class:`WrongUse` (``reason-needed``) where none is given."""
    stated = reason.strip()
    if not stated:
        raise WrongUse("reason-needed")
    return stated
