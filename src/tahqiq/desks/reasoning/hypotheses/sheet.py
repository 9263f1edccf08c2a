"""A board of hypotheses as a table, and as it may leave the program."""

from collections.abc import Mapping
from dataclasses import replace

from tahqiq.casework.citations import Citations
from tahqiq.desks.reasoning.hypotheses.board import Board, tally
from tahqiq.desks.reasoning.hypotheses.view import board_view
from tahqiq.desks.reasoning.worksheets.sheet import (
    Sheet,
    cited_cells,
    named_freely,
    sheet_text,
    shown_in,
    word,
)

MARK_WORDS: Mapping[str, str] = {
    "++": "fits-very-well",
    "+": "fits-well",
    "0": "either-way",
    "-": "fits-badly",
    "--": "fits-very-badly",
}
"""The words for how a value fits a hypothesis, as messages ``mark-WORD``."""


def board_for_products(board: Board, free: Citations) -> tuple[Board, int]:
    """A board without evidence that no product may hold (outside its order), and how many pieces that are.
    What it was counted in is counted again; things are called as in ``free``, what a product may hold."""
    named = free.heads(item.cited.reference[0] for item in board.evidence if item.cited.entity is not None)
    kept = tuple(
        replace(item, cited=named_freely(item.cited, named))
        for item in board.evidence
        if item.cited.statement is None or not item.cited.statement.held
    )
    standing = [item for item in kept if item.counts]
    made = replace(
        board,
        evidence=kept,
        tallies=tuple(tally(one.key, standing) for one in board.hypotheses),
        not_counted=len(kept) - len(standing),
    )
    return made, len(board.evidence) - len(kept)


def board_table(board: Board, locale: str) -> list[list[str]]:
    """A board as a table: a row for each piece of evidence, a column for each hypothesis."""
    head = [
        word(f"sheet-{name}", locale)
        for name in ("evidence", "value", "source", "grade", "credibility", "state", "note")
    ]
    rows = [[*head, *(f"{one.key}: {one.text}" for one in board.hypotheses)]]
    for item in board.evidence:
        rows.append(
            [
                *cited_cells(item.cited, locale),
                word(f"credibility-{item.credibility}", locale),
                word(f"cited-{item.cited.state}", locale),
                item.note,
                *(
                    word(f"mark-{MARK_WORDS[item.marks[one.key]]}", locale) if one.key in item.marks else ""
                    for one in board.hypotheses
                ),
            ]
        )
    for name in ("consistent", "inconsistent", "neutral", "unjudged"):
        counts = {one.key: getattr(one, name) for one in board.tallies}
        rows.append(
            [word(f"sheet-{name}", locale), *[""] * 6, *(str(counts[one.key]) for one in board.hypotheses)]
        )
    return rows


def board_sheet(board: Board, form: Sheet, left_out: int, locale: str) -> str:
    """A board as the text of a file."""
    body = board.paper.body
    return sheet_text(
        form,
        body.title,
        [body.question, body.note],
        board_table(board, locale),
        board_view(board, {}),
        left_out,
        locale,
        [word("sheet-no-verdict", locale)],
    )


def shown_on_board(board: Board) -> tuple[list[str], set[str]]:
    """Ids of the entities and of the sources that a board shows: what must be free to leave before it
    leaves."""
    return shown_in([item.cited for item in board.evidence])
