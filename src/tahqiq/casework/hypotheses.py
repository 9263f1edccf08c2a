"""Competing hypotheses of a case, with the recorded values that speak for and against each (after Heuer 1999). Nothing is decided by the program.

A board is a document of the case (question and hypotheses). Each piece of evidence is a document of its own, which rests on the data class of the
value it cites: who may not see the value sees neither the evidence nor what was written about it, and it is in no count. Every saving is a version
with who and when; a value that was retracted stays as such and no longer counts.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tahqiq.access.cases import Case
from tahqiq.casework.case_work import CaseWork
from tahqiq.casework.cited import Citations, Reference
from tahqiq.casework.hypothesis_board import (
    CREDIBILITIES,
    MARKS,
    Board,
    Change,
    Hypothesis,
    board_changes,
    evidence_changes,
    hypotheses_of,
    piece,
    reference_of,
    tally,
    written,
)
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.text import storable
from tahqiq.store.documents import Document

BOARD, EVIDENCE = "hypotheses", "hypothesis-evidence"
MOST_HYPOTHESES, MOST_EVIDENCE, MOST_TEXT = 20, 1_000, 8_000


class Hypotheses(CaseWork):
    """The boards of one person's cases."""

    def boards(self, case: str) -> list[Document]:
        """The heads of the boards of a case (id or title), the last changed first."""
        found = self._case(case, "read-case")
        self._door.audit.read(self._actor, "documents", found.id, found.id)
        return self._documents.of(self._scope(), found.id, BOARD)

    def board(self, case: str, identity: str) -> Board:
        """A board with the evidence the person may see. Raises ``NotFound`` (``no-such-document``)."""
        found = self._case(case, "read-case")
        document = self._board(found, identity)
        self._door.audit.read(self._actor, "document", document.thing, found.id)
        return self._shown(found, document)

    def begin(self, case: str, title: str, question: str = "") -> Board:
        """Begin a board without hypotheses."""
        found = self._case(case, "write-case")
        empty = Document(secrets.token_hex(8), 0, BOARD, found.id, "", "{}", frozenset(), "open", "", "")
        body = {"question": _text(question), "note": "", "hypotheses": []}
        return self._shown(found, self._keep(empty, _titled(title), body, frozenset(), "open"))

    def change(
        self, case: str, identity: str, version: int, *, title: str, question: str, note: str, hypotheses: Sequence[tuple[str, str, bool]]
    ) -> Board:
        """Save a board as it is to be after ``version``. ``hypotheses`` are (key, text, withdrawn) in order, the key empty for a new one; none that was
        there may be missing: one that is given up is withdrawn. Raises ``Conflict`` (``document-changed``), ``WrongUse``."""
        found = self._case(case, "write-case")
        document = self._board(found, identity)
        body = {
            "question": _text(question),
            "note": _text(note),
            "hypotheses": [written(item) for item in self._worded(hypotheses_of(document), hypotheses)],
        }
        return self._shown(found, self._keep(replace(document, version=version), _titled(title), body, document.classes, "open"))

    def add(self, case: str, identity: str, text: str) -> Board:
        """Add one hypothesis at the end."""
        document = self._board(self._case(case, "write-case"), identity)
        kept = [(item.key, item.text, item.withdrawn) for item in hypotheses_of(document)]
        content = document.content
        return self.change(
            case, identity, document.version, title=document.title, question=str(content.get("question", "")), note=str(content.get("note", "")),
            hypotheses=[*kept, ("", text, False)],
        )  # fmt: skip

    def put_away(self, case: str, identity: str, version: int) -> Document:
        """Put a board away: a version that says so; its evidence stays."""
        document = self._board(self._case(case, "write-case"), identity)
        return self._keep(replace(document, version=version), document.title, document.content, document.classes, "deleted")

    def cite(
        self, case: str, identity: str, reference: Reference, marks: Mapping[str, str], credibility: str = "unknown", note: str = ""
    ) -> Board:
        """Use a recorded value that stands as evidence. Raises ``NotFound`` (``no-such-statement``), ``WrongUse`` (``evidence-cited-already``, marks that
        do not fit)."""
        found = self._case(case, "write-case")
        board = self._board(found, identity)
        classes = Citations(self._door.workspace, self._scope()).rests(reference, found.id)
        there = self._evidence(found, board.id)
        if any(reference_of(versions[-1]) == reference for versions in there if versions[-1].state == "open"):
            raise WrongUse("evidence-cited-already")
        if len(there) >= MOST_EVIDENCE:
            raise WrongUse("too-much-evidence", limit=MOST_EVIDENCE)
        body = {
            "board": board.id, "value": {"entity": reference[0], "statement": reference[1]}, **self._judged(board, marks, credibility, note)
        }  # fmt: skip
        empty = Document(secrets.token_hex(8), 0, EVIDENCE, found.id, "", "{}", frozenset(), "open", "", "")
        self._keep(empty, EVIDENCE, body, classes, "open")
        return self._shown(found, board)

    def judge(
        self, case: str, identity: str, evidence: str, version: int, marks: Mapping[str, str], credibility: str, note: str
    ) -> Board:  # fmt: skip
        """Save marks, credibility and note of a piece of evidence after its ``version``."""
        found = self._case(case, "write-case")
        board = self._board(found, identity)
        document = self._piece(found, board, evidence)
        body = {**document.content, **self._judged(board, marks, credibility, note)}
        self._keep(replace(document, version=version), EVIDENCE, body, document.classes, "open")
        return self._shown(found, board)

    def set_aside(self, case: str, identity: str, evidence: str, version: int) -> Board:
        """Take a piece of evidence off the board: a version that says so."""
        found = self._case(case, "write-case")
        board = self._board(found, identity)
        document = self._piece(found, board, evidence)
        self._keep(replace(document, version=version), EVIDENCE, document.content, document.classes, "deleted")
        return self._shown(found, board)

    def history(self, case: str, identity: str) -> list[Change]:
        """Who wrote what and when, the latest first, as far as the person may see the values it is about."""
        found = self._case(case, "read-case")
        board = self._board(found, identity)
        self._door.audit.read(self._actor, "document-history", identity, found.id)
        versions = self._documents.versions(self._scope(), found.id, BOARD)[board.id]
        made = [change for before, after in zip([None, *versions], versions, strict=False) for change in board_changes(before, after)]
        for items in self._evidence(found, board.id):
            made += [change for before, after in zip([None, *items], items, strict=False) for change in evidence_changes(before, after)]
        return sorted(made, key=lambda one: one.at, reverse=True)

    def _shown(self, case: Case, document: Document) -> Board:
        hypotheses = hypotheses_of(document)
        pieces = [items for items in self._evidence(case, document.id) if items[-1].state == "open"]
        cited = Citations(self._door.workspace, self._scope()).of(reference_of(items[-1]) for items in pieces)
        judged = [item.key for item in hypotheses if not item.withdrawn]
        evidence = tuple(piece(items, cited[reference_of(items[-1])], judged) for items in pieces)
        standing = [item for item in evidence if item.counts]
        content = document.content
        return Board(
            document, str(content.get("question", "")), str(content.get("note", "")), hypotheses, evidence,
            tuple(tally(item.key, standing) for item in hypotheses), len(evidence) - len(standing),
        )  # fmt: skip

    def _evidence(self, case: Case, board: str) -> list[list[Document]]:
        """All visible versions of each visible piece of evidence of a board, in the order in which they were cited."""
        found = self._documents.versions(self._scope(), case.id, EVIDENCE).values()
        return sorted(
            (items for items in found if items and items[-1].content.get("board") == board), key=lambda items: (items[0].at, items[0].id)
        )

    def _board(self, case: Case, identity: str) -> Document:
        found = self._documents.get(self._scope(), case.id, identity)
        if found.kind != BOARD:
            raise NotFound("no-such-document", id=identity)
        return found

    def _piece(self, case: Case, board: Document, identity: str) -> Document:
        found = self._documents.get(self._scope(), case.id, identity)
        if found.kind != EVIDENCE or found.state != "open" or found.content.get("board") != board.id:
            raise NotFound("no-such-document", id=identity)
        return found

    def _worded(self, before: tuple[Hypothesis, ...], wanted: Sequence[tuple[str, str, bool]]) -> list[Hypothesis]:
        """The hypotheses as they are to be; those whose words stay keep who wrote them."""
        if len(wanted) > MOST_HYPOTHESES:
            raise WrongUse("too-many-hypotheses", limit=MOST_HYPOTHESES)
        known = {item.key: item for item in before}
        if known.keys() - {key for key, _, _ in wanted} or len({key for key, _, _ in wanted if key}) < sum(
            bool(key) for key, _, _ in wanted
        ):
            raise WrongUse("hypothesis-missing")
        made: list[Hypothesis] = []
        number = max((int(key[1:]) for key in known), default=0)
        for key, text, withdrawn in wanted:
            words = _text(text)
            if not words:
                raise WrongUse("hypothesis-empty")
            old = known.get(key)
            if key and old is None:
                raise NotFound("no-such-hypothesis", key=key[:20])
            if old is None:
                number += 1
                made.append(Hypothesis(f"h{number}", words, withdrawn, self._actor.id, clock.stamp()))
            else:
                made.append(
                    replace(old, withdrawn=withdrawn)
                    if old.text == words
                    else Hypothesis(key, words, withdrawn, self._actor.id, clock.stamp())
                )
        return made

    def _judged(self, board: Document, marks: Mapping[str, str], credibility: str, note: str) -> dict[str, object]:
        known = {item.key for item in hypotheses_of(board)}
        for key, mark in marks.items():
            if key not in known:
                raise NotFound("no-such-hypothesis", key=key[:20])
            if mark not in MARKS:
                raise WrongUse("unknown-mark", mark=mark[:10], known=" ".join(MARKS))
        if credibility not in CREDIBILITIES:
            raise WrongUse("unknown-credibility", value=credibility[:40], known=", ".join(CREDIBILITIES))
        return {"marks": dict(sorted(marks.items())), "credibility": credibility, "note": _text(note)}


def _text(given: str) -> str:
    words = storable(given).strip()
    if len(words) > MOST_TEXT:
        raise WrongUse("words-too-long", limit=MOST_TEXT)
    return words


def _titled(given: str) -> str:
    words = storable(given).strip()
    if not words:
        raise WrongUse("title-empty")
    return words[:300]
