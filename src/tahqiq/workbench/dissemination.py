"""What one person prepares, reads and releases for somebody outside."""

from typing import TYPE_CHECKING

from tahqiq.workbench.bench import Bench

if TYPE_CHECKING:
    from tahqiq.products.bundle.issuing import Products
    from tahqiq.products.paper.leaving import ChartFiles


class Dissemination(Bench):
    """What leaves: products of cases, and charts as files."""

    @property
    def products(self) -> "Products":
        """Source bundles, from preparation to release (:mod:`tahqiq.products.bundle.issuing`)."""
        from tahqiq.products.bundle.issuing import Products

        return Products(self.door, self.actor, self.proposals)

    @property
    def chart_files(self) -> "ChartFiles":
        """Charts of the screen as files (:mod:`tahqiq.products.paper.leaving`)."""
        from tahqiq.products.paper.leaving import ChartFiles

        return ChartFiles(self.door, self.actor, self.proposals)
