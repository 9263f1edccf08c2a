"""What one person prepares, reads and releases for somebody outside."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tahqiq.workbench.bench import Bench

if TYPE_CHECKING:
    from tahqiq.products.briefing.drafting import Drafts
    from tahqiq.products.bundle.issuing import Products
    from tahqiq.products.paper.leaving import ChartFiles


class Dissemination(Bench):
    """What leaves: products of cases, and charts as files."""

    def staging(self) -> Path:
        """A new folder for one file that is handed over and removed; what a process that died left there goes at the next start or with an erasure."""
        staging = self.workspace.root / "staging"
        staging.mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".export-", dir=staging))

    @property
    def products(self) -> "Products":
        """Source bundles, from preparation to release (:mod:`tahqiq.products.bundle.issuing`)."""
        from tahqiq.products.bundle.issuing import Products

        return Products(self.door, self.actor, self.proposals)

    @property
    def drafts(self) -> "Drafts":
        """Briefings while they are written (:mod:`tahqiq.products.briefing.drafting`)."""
        from tahqiq.products.briefing.drafting import Drafts

        return Drafts(self.door, self.actor, self.proposals)

    @property
    def chart_files(self) -> "ChartFiles":
        """Charts of the screen as files (:mod:`tahqiq.products.paper.leaving`)."""
        from tahqiq.products.paper.leaving import ChartFiles

        return ChartFiles(self.door, self.actor, self.proposals)
