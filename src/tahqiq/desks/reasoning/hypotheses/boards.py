"""Competing hypotheses of a case, with the recorded values that speak for and against each (after Heuer
1999). Nothing is decided by the program.

A board is a record of the case (question and hypotheses). Each piece of evidence is a record of its own,
which rests on the data class of the value it cites: who may not see the value sees neither the evidence nor
what was written about it, and it is in no count. A value that was retracted stays as such and no longer
counts.
"""

from collections.abc import Mapping, Sequence

from tahqiq.casework.citations import Citations, Cited, Reference
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, may_act
from tahqiq.desks.reasoning.hypotheses.board import (
    Board,
    Change,
    board_changes,
    evidence_changes,
    piece,
    tally,
)
from tahqiq.desks.reasoning.hypotheses.record import (
    BOARD,
    EVIDENCE,
    BoardRecord,
    Credibility,
    EvidenceRecord,
    Hypothesis,
    Mark,
)
from tahqiq.desks.reasoning.worksheets.lookup import records_of_case, with_version_before
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.desks.reasoning.worksheets.text import trimmed_text, trimmed_title
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse

GONE = Cited(("", ""), "gone")


MOST_HYPOTHESES, MOST_EVIDENCE = 20, 1_000


class Boards:
    """The boards of the case that a person works at."""

    def __init__(self, at: Desktop) -> None:
        self._at, self._case = at, at.home
        self._boards, self._pieces = at.records(BOARD), at.records(EVIDENCE)

    def all(self) -> list[RecordVersion[BoardRecord]]:
        """The boards, the last changed first."""
        return records_of_case(self._boards, self._case)[::-1]

    def board(self, identity: str) -> Board:
        """A board with the evidence the person may see. Raises ``NotFound`` (``no-such-record``)."""
        return self._shown(self._boards.get(identity, self._case))

    def begin(self, title: str, question: str = "") -> Board:
        """Begin a board without hypotheses."""
        with may_act(self._at).acting() as at:
            return self._shown(
                at.records(BOARD).save(
                    BoardRecord(title=trimmed_title(title), question=trimmed_text(question)), self._case
                )
            )

    def change(
        self,
        identity: str,
        version: int,
        *,
        title: str,
        question: str,
        note: str,
        hypotheses: Sequence[tuple[str, str, bool]],
    ) -> Board:
        """Save a board as it is to be after ``version``. ``hypotheses`` are (key, text, withdrawn) in order,
        the key empty for a new one; none that was there may be missing: one that is given up is withdrawn.
        Raises ``Conflict`` (``record-changed-by``), ``WrongUse``."""
        before = self._boards.get(identity, self._case)
        listed = self._worded(before.body.hypotheses, hypotheses)
        body = BoardRecord(
            title=trimmed_title(title),
            question=trimmed_text(question),
            note=trimmed_text(note),
            hypotheses=listed,
        )
        with may_act(self._at).acting() as at:
            return self._shown(at.records(BOARD).save(body, self._case, identity, version))

    def add(self, identity: str, text: str) -> Board:
        """Add one hypothesis at the end."""
        before = self._boards.get(identity, self._case)
        body, kept = before.body, [(item.key, item.text, item.withdrawn) for item in before.body.hypotheses]
        return self.change(
            identity,
            before.version,
            title=body.title,
            question=body.question,
            note=body.note,
            hypotheses=[*kept, ("", text, False)],
        )

    def put_away(self, identity: str, version: int) -> RecordVersion[BoardRecord]:
        """Put a board away: a version that says so; its evidence stays."""
        with may_act(self._at).acting() as at:
            return at.records(BOARD).put_away(identity, version, self._case)

    def cite(
        self,
        identity: str,
        reference: Reference,
        marks: Mapping[str, Mark],
        credibility: Credibility = "unknown",
        note: str = "",
    ) -> Board:
        """Use a recorded value that stands as evidence. Raises ``NotFound`` (``no-such-statement``),
        ``WrongUse`` (``evidence-cited-already``, marks that do not fit)."""
        board = self._boards.get(identity, self._case)
        there = self._evidence(board.id)
        if any(
            item.body.value and item.body.value.reference == reference
            for item in there
            if item.state == "open"
        ):
            raise WrongUse("evidence-cited-already")
        if len(there) >= MOST_EVIDENCE:
            raise WrongUse("too-much-evidence", limit=MOST_EVIDENCE)
        self._fitting(board, marks)
        body = EvidenceRecord(
            board=board.id,
            value=Rests(entity=reference[0], statement=reference[1]),
            marks=dict(marks),
            credibility=credibility,
            note=trimmed_text(note),
            cited_by=self._at.actor.id,
            cited_at=clock.stamp(),
        )
        with may_act(self._at).acting() as at:
            at.records(EVIDENCE).save(body, self._case)
        return self._shown(board)

    def judge(
        self,
        identity: str,
        evidence: str,
        version: int,
        marks: Mapping[str, Mark],
        credibility: Credibility,
        note: str,
    ) -> Board:
        """Save marks, credibility and note of a piece of evidence after its ``version``."""
        board = self._boards.get(identity, self._case)
        before = self._piece(board, evidence)
        self._fitting(board, marks)
        changed = {"marks": dict(marks), "credibility": credibility, "note": trimmed_text(note)}
        with may_act(self._at).acting() as at:
            at.records(EVIDENCE).save(before.body.model_copy(update=changed), self._case, evidence, version)
        return self._shown(board)

    def set_aside(self, identity: str, evidence: str, version: int) -> Board:
        """Take a piece of evidence off the board: a version that says so."""
        board = self._boards.get(identity, self._case)
        self._piece(board, evidence)
        with may_act(self._at).acting() as at:
            at.records(EVIDENCE).put_away(evidence, version, self._case)
        return self._shown(board)

    def history(self, identity: str) -> list[Change]:
        """Who wrote what and when, the latest first, as far as the person may see the values it is about."""
        made: list[Change] = []
        for after, before in with_version_before(self._boards.history(identity, self._case)):
            made += board_changes(before, after)
        for versions in self._pieces.versions(
            [item.id for item in self._evidence(identity)], self._case
        ).values():
            for one, other in with_version_before(versions):
                made += evidence_changes(other, one)
        return sorted(made, key=lambda one: one.at, reverse=True)

    def _shown(self, paper: RecordVersion[BoardRecord]) -> Board:
        pieces = [item for item in self._evidence(paper.id) if item.state == "open"]
        cited = Citations(self._at.bench.workspace, self._at.bench.scope()).of(
            item.body.value.reference for item in pieces if item.body.value
        )
        judged = [item.key for item in paper.body.hypotheses if not item.withdrawn]
        evidence = tuple(
            piece(item, cited[item.body.value.reference] if item.body.value else GONE, judged)
            for item in pieces
        )
        standing = [item for item in evidence if item.counts]
        return Board(
            paper,
            evidence,
            tuple(tally(item.key, standing) for item in paper.body.hypotheses),
            len(evidence) - len(standing),
        )

    def _evidence(self, board: str) -> list[RecordVersion[EvidenceRecord]]:
        """The latest version of each visible piece of evidence of a board, set aside ones too, in the order
        in which they were cited."""
        found = records_of_case(self._pieces, self._case, {"board": board}) + records_of_case(
            self._pieces, self._case, {"board": board}, away=True
        )
        return sorted(found, key=lambda item: (item.body.cited_at, item.id))

    def _piece(self, board: RecordVersion[BoardRecord], identity: str) -> RecordVersion[EvidenceRecord]:
        found = self._pieces.get(identity, self._case)
        if found.state != "open" or found.body.board != board.id:
            raise NotFound("no-such-record", id=identity)
        return found

    def _worded(
        self, before: Sequence[Hypothesis], wanted: Sequence[tuple[str, str, bool]]
    ) -> list[Hypothesis]:
        """The hypotheses as they are to be; those whose words stay keep who wrote them."""
        if len(wanted) > MOST_HYPOTHESES:
            raise WrongUse("too-many-hypotheses", limit=MOST_HYPOTHESES)
        known = {item.key: item for item in before}
        given = [key for key, _, _ in wanted if key]
        if known.keys() - set(given) or len(set(given)) < len(given):
            raise WrongUse("hypothesis-missing")
        made: list[Hypothesis] = []
        number = max((int(key[1:]) for key in known), default=0)
        for key, text, withdrawn in wanted:
            wording = trimmed_text(text)
            if not wording:
                raise WrongUse("hypothesis-empty")
            old = known.get(key)
            if key and old is None:
                raise NotFound("no-such-hypothesis", key=key[:20])
            number += not key
            if old is not None and old.text == wording:
                made.append(old.model_copy(update={"withdrawn": withdrawn}))
            else:
                by = self._at.actor.id
                made.append(
                    Hypothesis(
                        key=key or f"h{number}", text=wording, withdrawn=withdrawn, by=by, at=clock.stamp()
                    )
                )
        return made

    @staticmethod
    def _fitting(board: RecordVersion[BoardRecord], marks: Mapping[str, Mark]) -> None:
        known = {item.key for item in board.body.hypotheses}
        for key in marks:
            if key not in known:
                raise NotFound("no-such-hypothesis", key=key[:20])
