"""What a map shows of what one person may see."""

from collections.abc import Mapping
from secrets import token_hex

from tahqiq.access.case_zone import zone_of
from tahqiq.analyse.context import Context
from tahqiq.analyse.values import checked
from tahqiq.kit.ids import digest
from tahqiq.workbench.bench import Bench


class Maps(Bench):
    """What is drawn on a map."""

    def layer(
        self,
        name: str,
        values: Mapping[str, object] | None = None,
        case: str | None = None,
        locale: str = "en",
    ) -> dict[str, object]:
        """A layer of the map over what the person may see (of one case where given), as it is told to page
        and command line. An analysis: rows outside an order stay out. ``values`` by parameter name.

        Raises ``NotFound`` (``no-such-layer``, ``no-such-case``, ``no-such-number``), ``WrongUse`` for values
        that do not fit.
        """
        from tahqiq.products.maps.layer_json import DrawingWriter, sources_of, things_of
        from tahqiq.products.maps.registry import layer

        one = layer(name)
        where = self.door.cases.find(self.actor.id, case).id if case else None
        given = checked(one, values or {}, zone_of(self.workspace.database, where or ""))
        salt = token_hex(8)
        self.door.audit.read(
            self.actor,
            "map-layer",
            f"{one.id} {salt}.{digest(salt, repr(sorted(given.plain.items()))).hex()}",
            where or "",
        )
        scope = self.scope("analysis", where)
        context = Context(self.workspace, scope, self.analyses.representatives(scope))
        found = one.draw(context, given)
        nodes = sorted(things_of(found))
        seen = self.entities(scope).entities(nodes, nodes)
        cited = sources_of(found)
        sources = {
            source.no: (source.id, source.name)
            for source in self.workspace.sources.all(scope)
            if source.no in cited
        }
        return DrawingWriter(context, seen, sources, locale).drawing(one, found)
