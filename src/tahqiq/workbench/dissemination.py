"""What one person prepares, reads and releases for somebody outside."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tahqiq.workbench.bench import Bench

if TYPE_CHECKING:
    from tahqiq.products.briefing.drafts import Drafts
    from tahqiq.products.case_products import Products
    from tahqiq.products.chart_export import ChartFiles
    from tahqiq.products.dossier import Dossiers
    from tahqiq.products.of_source import SourceChart


class Dissemination(Bench):
    """What leaves: products of cases, and charts as files."""

    def staging(self) -> Path:
        """A new folder for one file that is handed over and removed; what a process that died left there goes
        at the next start or with an erasure."""
        staging = self.workspace.root / "staging"
        staging.mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".export-", dir=staging))

    @property
    def products(self) -> "Products":
        """Source bundles, from preparation to release (:mod:`tahqiq.products.case_products`)."""
        from tahqiq.products.case_products import Products

        return Products(self.door, self.actor, self.proposals)

    @property
    def drafts(self) -> "Drafts":
        """Briefings while they are written (:mod:`tahqiq.products.briefing.drafts`)."""
        from tahqiq.products.briefing.drafts import Drafts

        return Drafts(self.door, self.actor, self.proposals)

    @property
    def dossiers(self) -> "Dossiers":
        """Everything about one thing in one document (:mod:`tahqiq.products.dossier`)."""
        from tahqiq.products.dossier import Dossiers

        return Dossiers(self.door, self.actor, self.proposals)

    def chart_of(self, source_id: str, title: str = "") -> "SourceChart":
        """Begin a chart of what a source says (:mod:`tahqiq.products.of_source`)."""
        from tahqiq.products.of_source import chart_of

        return chart_of(self.door, self.actor, self.proposals, source_id, title)

    def chart_of_things(self, case: str, ids: Sequence[str], title: str) -> str:
        """Begin a chart of given things (:mod:`tahqiq.products.of_things`); its id."""
        from tahqiq.products.of_things import chart_of_things

        return chart_of_things(self.door, self.actor, self.proposals, case, ids, title)

    @property
    def chart_files(self) -> "ChartFiles":
        """Charts of the screen as files (:mod:`tahqiq.products.chart_export`)."""
        from tahqiq.products.chart_export import ChartFiles

        return ChartFiles(self.door, self.actor, self.proposals)
