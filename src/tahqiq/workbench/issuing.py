"""What one person prepares, reads and releases for somebody outside."""

from typing import TYPE_CHECKING

from tahqiq.workbench.bench import Bench

if TYPE_CHECKING:
    from tahqiq.products.bundle.issuing import Products


class Issuing(Bench):
    """The products of a person's cases."""

    @property
    def products(self) -> "Products":
        """Source bundles, from preparation to release (:mod:`tahqiq.products.bundle.issuing`)."""
        from tahqiq.products.bundle.issuing import Products

        return Products(self.door, self.actor, self.proposals)
