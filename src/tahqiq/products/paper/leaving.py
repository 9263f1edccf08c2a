"""A chart as it stands on the screen, as a file: what is drawn is read again through the scope for products, only places and groups come from the screen."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from tahqiq import __version__
from tahqiq.access.door import Door
from tahqiq.kit import clock
from tahqiq.kit.locale import locale as locale_of
from tahqiq.model.scope import Actor
from tahqiq.products.bundle.chart_page import chart_page
from tahqiq.products.bundle.gathered import gather
from tahqiq.products.bundle.pages import About
from tahqiq.products.export import Exported, Exporter
from tahqiq.products.paper.layout import Layout
from tahqiq.resolve.proposals import Proposals

ChartFormat = Literal["html", "anx", "graphml", "gexf", "ftm", "xlsx"]
FORMATS: tuple[ChartFormat, ...] = get_args(ChartFormat)
ENDINGS: dict[ChartFormat, str] = {
    "html": ".html",
    "anx": ".anx",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "ftm": ".ftm.json",
    "xlsx": ".xlsx",
}


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A chart as somebody sees it: ``filtered`` lines are hidden by a filter; ``language`` is that of a page."""

    layout: Layout
    title: str
    case: str
    language: str
    filtered: int = 0


class ChartFiles:
    """Files of charts for one actor."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        self._door, self._actor, self._proposals = door, actor, proposals
        self._exporter = Exporter(door, actor)

    def write(self, name: ChartFormat, path: Path, seen: OnScreen) -> Exported:
        """Write ``path``. Raises ``Refused`` (``refused-by-policy``, ``export-forbidden``) as :meth:`Exporter.export` does; nothing is left out silently."""
        ids = [one.id for one in seen.layout.items]
        if name != "html":
            return self._exporter.export(name, path, ids=ids, layout=seen.layout)
        scope = self._door.scope(self._actor, "product")
        found = gather(self._door.workspace, scope, scope, seen.layout, self._proposals, lambda _: 1)
        handling = self._exporter.leave("html", list(found.items), [one.source.id for one in found.exhibits])
        found = replace(found, left_out=())
        about = About(
            "", seen.title, seen.case, "court", locale_of(seen.language).tag, (), {}, "", "", __version__, draft=False, originals=False
        )
        path.write_text(chart_page(about, found, handling, seen.filtered, self._actor.name, clock.stamp()), "utf-8")
        return Exported(
            str(path), name, "", path.stat().st_size, len(found.items), len(found.events), len(found.values), len(found.exhibits), len(found.items), len(found.lines),
            lost={"hidden": found.hidden} if found.hidden else {},
        )  # fmt: skip
