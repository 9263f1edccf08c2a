"""A briefing while it is written: how it reads now, and which figures a chart of it offers."""

from collections.abc import Mapping
from dataclasses import dataclass

from tahqiq.access.case_zone import zone_of
from tahqiq.access.door import Door
from tahqiq.casework.case_work import CaseWork
from tahqiq.casework.documents import CaseDocuments
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.ids import digest
from tahqiq.model.scope import Actor
from tahqiq.products.briefing.content import Composed, Paragraph
from tahqiq.products.briefing.figures import MOST_LINES, Line, lines_of
from tahqiq.products.briefing.made import composed
from tahqiq.products.briefing.preview_page import reading
from tahqiq.products.chart.content import AUDIENCES, gather, known_scope, product_scope
from tahqiq.products.paper.layout import layout_of
from tahqiq.resolve.proposals import Proposals
from tahqiq.store.documents import Json

READ, FIGURES = "preview-briefing", "briefing-figures"
"""The looks, as the log calls them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as an HTML page; ``left_out`` are the numbers of what may not leave, ``typed`` counts the
    figures that somebody wrote by hand."""

    page: str
    left_out: tuple[int, ...]
    typed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a text can take from a chart: how many items, lines, events and values there are (``counts``), and
    its lines, the strongest first; ``more`` are not listed."""

    counts: Mapping[str, int]
    lines: tuple[Line, ...]
    more: int


class Drafts(CaseWork):
    """The drafts of one person's cases: nothing is kept here."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        super().__init__(door, actor)
        self._proposals = proposals
        self._documents_of = CaseDocuments(door, actor)

    def preview(self, case: str, title: str, body: Json, audience: str) -> Preview:
        """How a briefing reads now, for an audience. Raises ``WrongUse`` as composing does, naming the block,
        and ``product-unknown-audience``."""
        found = self._case(case, "write-case")
        if audience not in AUDIENCES:
            raise WrongUse("product-unknown-audience", value=audience, known=", ".join(AUDIENCES))
        made = composed(
            self._door, self._actor, self._proposals, self._documents_of, found, title, body, audience, {}
        )
        self._door.audit.read(self._actor, READ, digest("preview", made.digest()).hex()[:16], found.id)
        return Preview(reading(made, (), {}, True), made.left_out, _typed(made))

    def figures(self, case: str, chart: str, audience: str) -> Figures:
        """What a text can take from the latest version of a chart, counted as it would be printed for an
        audience."""
        found = self._case(case, "read-case")
        if audience not in AUDIENCES:
            raise WrongUse("product-unknown-audience", value=audience, known=", ".join(AUDIENCES))
        shown = self._documents_of.get(found.id, chart)
        if shown.document.kind != "chart":
            raise NotFound("no-such-document", id=chart)
        whole = known_scope(self._door, self._door.scope(self._actor, "product", found.id))
        free = product_scope(self._door, whole, audience)
        gathered = gather(
            self._door.workspace,
            whole,
            free,
            layout_of(shown.body),
            self._proposals,
            lambda _: 1,
            stated=False,
        )
        self._door.audit.read(self._actor, FIGURES, shown.document.thing, found.id)
        counts, lines = lines_of(gathered, zone_of(self._door.workspace.database, found.id))
        return Figures(counts, lines[:MOST_LINES], max(0, len(lines) - MOST_LINES))


def _typed(made: Composed) -> int:
    return sum(
        run.kind == "typed" for block in made.blocks if isinstance(block, Paragraph) for run in block.runs
    )
