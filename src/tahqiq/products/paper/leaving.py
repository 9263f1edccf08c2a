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
from tahqiq.products.bundle.gathered import Gathered, gather
from tahqiq.products.bundle.pages import About
from tahqiq.products.bundle.words import Tongue
from tahqiq.products.export import Exported, Exporter
from tahqiq.products.paper.drawing import draw, joined
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.sheets import Said, sheets
from tahqiq.resolve.proposals import Proposals

ChartFormat = Literal["html", "pdf", "pdf-a3", "anx", "graphml", "gexf", "ftm", "xlsx"]
FORMATS: tuple[ChartFormat, ...] = get_args(ChartFormat)
ENDINGS: dict[ChartFormat, str] = {
    "pdf": ".pdf",
    "pdf-a3": ".pdf",
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
        if name not in ("html", "pdf", "pdf-a3"):
            return self._exporter.export(name, path, ids=ids, layout=seen.layout)
        scope = self._door.scope(self._actor, "product")
        found = gather(self._door.workspace, scope, scope, seen.layout, self._proposals, lambda _: 1)
        handling = self._exporter.leave(name, list(found.items), [one.source.id for one in found.exhibits])
        language = locale_of(seen.language).tag
        lost = {"hidden": found.hidden} if found.hidden else {}
        if name == "html":
            about = About("", seen.title, seen.case, "court", language, (), {}, "", "", __version__, draft=False, originals=False)
            path.write_text(
                chart_page(about, replace(found, left_out=()), handling, seen.filtered, self._actor.name, clock.stamp()), "utf-8"
            )
        else:
            lost |= self._paper(name, path, seen, found, handling)
        return Exported(
            str(path), name, "", path.stat().st_size, len(found.items), len(found.events), len(found.values), len(found.exhibits), len(found.items), len(found.lines),
            lost=lost,
        )  # fmt: skip

    def _paper(self, name: ChartFormat, path: Path, seen: OnScreen, found: Gathered, handling: tuple[str, ...]) -> dict[str, int]:
        """Sheets of A4 or A3; letters that no font has are told."""
        say = Tongue(locale_of(seen.language).tag)
        counts = [say.say("shown", items=len(found.items), lines=len(joined(found.lines)))]
        counts += [say.say("hidden", count=found.hidden)] if found.hidden else []
        counts += [say.say("filtered", count=seen.filtered)] if seen.filtered else []
        heads = (f"{say.say('handling')}: {' · '.join(map(say.handling, handling))}", " ".join(counts))
        foot = " · ".join(filter(None, (seen.case, self._actor.name, say.moment(clock.stamp()), f"Tahqiq {__version__}")))
        picture = draw(found.layout, found.items, found.lines, say.tag)
        signs = legend(found.items.values(), found.lines, say.tag)
        data, _, missing = sheets(picture, signs, Said(seen.title, heads, foot, say.tag), "a3" if name == "pdf-a3" else "a4")
        path.write_bytes(data)
        return {"letters": missing} if missing else {}
