"""Worksheets of a case leaving the program: boards of hypotheses and crime scripts."""

from typing import TYPE_CHECKING

from tahqiq.workbench.bench import Bench

if TYPE_CHECKING:  # reading and writing files costs time: only who takes a worksheet out pays for it
    from tahqiq.products.worksheets import Sheet


class Working(Bench):
    """Taking worksheets out of the program, under policies and handling codes; it stands in the log."""

    def carry_board(self, case: str, identity: str, form: "Sheet", locale: str) -> str:
        """The text of a file with a board of hypotheses. Raises ``Refused`` (``refused-by-policy``, ``export-forbidden``)."""
        from tahqiq.products.export import Exporter
        from tahqiq.products.worksheets import for_products, sheet_of, things_of

        shown, left_out = for_products(self.hypotheses.board(case, identity))
        Exporter(self.door, self.actor).leave(form, *things_of(shown), "hypotheses")
        return sheet_of(shown, form, left_out, locale)

    def carry_script(self, case: str, identity: str, form: "Sheet", locale: str) -> str:
        """As :meth:`carry_board`, for a crime script."""
        from tahqiq.products.export import Exporter
        from tahqiq.products.worksheets import script_for_products, sheet_of, things_of

        shown, left_out = script_for_products(self.scripts.get(case, identity))
        Exporter(self.door, self.actor).leave(form, *things_of(shown), "crime-script")
        return sheet_of(shown, form, left_out, locale)
