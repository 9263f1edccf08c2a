"""A chart as it stands on the screen, as a file: what is drawn is read again through the scope for products,
only places and groups come from the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from tahqiq import __version__
from tahqiq.access.door import Door
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.kit.exercise_mark import mark_file
from tahqiq.kit.locale import locale as locale_of
from tahqiq.model.scope import Actor
from tahqiq.products.board import Board
from tahqiq.products.board_events import Happened
from tahqiq.products.board_rules import Rule, Styled
from tahqiq.products.briefing.of_chart import ROOM, chart_slides
from tahqiq.products.bundle.chart_page import chart_page
from tahqiq.products.bundle.pages import About
from tahqiq.products.chart.content import Gathered, gather
from tahqiq.products.chart.view import Look, Saying, as_looked, view_sentences
from tahqiq.products.export import Exporter
from tahqiq.products.export_result import Exported
from tahqiq.products.paper.chart_picture import Drawable
from tahqiq.products.paper.furniture import PLAIN as BARE
from tahqiq.products.paper.furniture import Furniture
from tahqiq.products.paper.joined_lines import as_one, joined
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.page_fit import Fitting
from tahqiq.products.paper.pdf import Paper
from tahqiq.products.paper.photographs import photographs
from tahqiq.products.paper.rule_styles import PLAIN, Ruled, ruled
from tahqiq.products.paper.sheets import SheetHeading, rooms, sheets
from tahqiq.products.product_words import Tongue
from tahqiq.resolve.entities import Entities
from tahqiq.resolve.proposals import Proposals

ChartFormat = Literal["html", "pdf", "pdf-a3", "pptx", "anx", "graphml", "gexf", "ftm", "xlsx"]
FORMATS: tuple[ChartFormat, ...] = get_args(ChartFormat)
_SINGLE_ITEMS, _SINGLE_MOST = 500, 2000
"""Of how many items single events are drawn, and how many: as on the screen."""
DRAWN: tuple[ChartFormat, ...] = ("html", "pdf", "pdf-a3", "pptx")
"""Those that hold the drawing."""
ENDINGS: dict[ChartFormat, str] = {
    "pdf": ".pdf",
    "pdf-a3": ".pdf",
    "html": ".html",
    "pptx": ".pptx",
    "anx": ".anx",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "ftm": ".ftm.json",
    "xlsx": ".xlsx",
}


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A chart as somebody sees it: where its items stand, how it is looked at, the rules of how it looks,
    each with its name; ``language`` is that of a page; ``furniture`` what the agency puts round it."""

    layout: Layout
    title: str
    case: str
    language: str
    look: Look = field(default_factory=Look)
    rules: tuple[tuple[Rule, str], ...] = ()
    furniture: Furniture = BARE


class ChartFiles:
    """Files of charts for one actor."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        self._door, self._actor, self._proposals = door, actor, proposals
        self._exporter = Exporter(door, actor)

    def write(self, name: ChartFormat, path: Path, seen: OnScreen) -> Exported:
        """Write ``path``. Raises ``Refused`` (``refused-by-policy``, ``export-forbidden``) as
        :meth:`Exporter.export` does; nothing is left out silently."""
        seen, unsaid = self._standing(seen)
        made = self._written(name, path, seen)
        return replace(made, lost={**made.lost, "callouts": unsaid}) if unsaid else made

    def _standing(self, seen: OnScreen) -> tuple[OnScreen, int]:
        """The chart without call-outs of values that no longer stand (retracted, erased) or may not be seen;
        how many these are."""
        entities = Entities(self._door.workspace, self._door.scope(self._actor, "product"))
        known: set[str] = set()
        for of in {one.of for one in seen.layout.texts if one.cites}:
            try:
                known |= {one.id.hex() for one in entities.entity(of)[1].statements}
            except NotFound:
                continue
        texts = tuple(one for one in seen.layout.texts if not one.cites or one.cites in known)
        return replace(seen, layout=replace(seen.layout, texts=texts)), len(seen.layout.texts) - len(texts)

    def _written(self, name: ChartFormat, path: Path, seen: OnScreen) -> Exported:
        ids = [one.id for one in seen.layout.items]
        if name not in DRAWN:
            board = Board(self._door.workspace, self._door.scope(self._actor, "product"), self._proposals)
            styled = board.styled(ids, [one for one, _ in seen.rules]) if seen.rules else PLAIN
            part = seen.look.part
            times = None if part.whole else board.times(ids, "hour", part.zone)
            return self._exporter.export(
                name,
                path,
                ids=ids,
                layout=seen.layout,
                styled=styled,
                part=part,
                times=times,
                language=locale_of(seen.language).tag,
            )
        scope = self._door.scope(self._actor, "product")
        found = gather(
            self._door.workspace,
            scope,
            scope,
            seen.layout,
            self._proposals,
            lambda _: 1,
            stated=name == "html",
        )
        board = Board(self._door.workspace, scope, self._proposals)
        styled = board.styled(ids, [rule for rule, _ in seen.rules]) if seen.rules else PLAIN
        rules = ruled(styled, list(seen.rules))
        times = board.times(ids, "hour", seen.look.part.zone) if seen.look.timed else None
        found, sums = as_looked(found, times, seen.look)
        drawn: tuple[Happened, ...] = ()
        if "each" in (seen.layout.ways, *seen.layout.line_ways.values()):
            drawn = board.happened(ids[:_SINGLE_ITEMS], seen.look.part, _SINGLE_MOST).events
        faces = photographs(self._door, scope, seen.layout)
        mark = photographs(
            self._door, scope, Layout(photos={"": one} if (one := seen.furniture.mark) else {})
        )
        seen = replace(seen, furniture=replace(seen.furniture, picture=mark.shown.get("", b"")))
        handling = self._exporter.leave(
            name,
            list(found.items),
            [*(one.source.id for one in found.exhibits), *faces.sources, *mark.sources],
        )
        language = locale_of(seen.language).tag
        saying = Saying(seen.look, sums, found.items, language)
        lost = {"hidden": found.hidden} if found.hidden else {}
        missing = faces.missing + mark.missing
        lost |= {"photographs": missing} if missing else {}
        if name == "html":
            about = About(
                "",
                seen.title,
                seen.case,
                "court",
                language,
                (),
                {},
                "",
                "",
                __version__,
                draft=False,
                originals=False,
                zone=seen.look.part.zone.key,
            )
            path.write_text(
                chart_page(
                    about,
                    replace(found, left_out=()),
                    handling,
                    seen.look,
                    saying,
                    self._actor.name,
                    clock.stamp(),
                    styled,
                    rules,
                    drawn,
                    faces.shown,
                    seen.furniture,
                ),
                "utf-8",
            )
        else:
            lost |= self._paper(name, path, seen, found, handling, saying, styled, rules, drawn, faces.shown)
        mark_file(path)
        sha256 = self._exporter.entered(path, "", {one.source.no for one in found.exhibits})
        return Exported(
            str(path),
            name,
            sha256,
            path.stat().st_size,
            len(found.items),
            len(found.events),
            len(found.values),
            len(found.exhibits),
            len(found.items),
            len(found.lines),
            lost=lost,
        )

    def _paper(
        self,
        name: ChartFormat,
        path: Path,
        seen: OnScreen,
        found: Gathered,
        handling: tuple[str, ...],
        saying: Saying,
        styled: Styled,
        rules: tuple[Ruled, ...],
        drawn: tuple[Happened, ...],
        faces: Mapping[str, bytes],
    ) -> dict[str, int]:
        """Sheets of A4 or A3; letters that no font has are told."""
        say = Tongue(saying.locale, seen.look.part.zone.key)
        shown, lines = as_one(found.layout, found.items, found.lines)
        counts = [say.say("shown", items=len(shown), lines=len(joined(lines)))]
        counts += [say.say("hidden", count=found.hidden)] if found.hidden else []
        heads = (
            f"{say.say('handling')}: {' · '.join(map(say.handling, handling))}",
            " ".join(counts),
            *view_sentences(say, seen.look),
        )
        said = seen.furniture.footer(say.moment(clock.stamp()), self._actor.name, seen.case)
        foot = " · ".join((*said, f"Tahqiq {__version__}"))
        paper: Paper = "a3" if name == "pdf-a3" else "a4"
        signs = legend(found.items.values(), found.lines, say.tag, ruled=rules, edit=found.layout.legend)
        sized = (ROOM,) if name == "pptx" else rooms(paper, signs)
        what = Drawable(found.layout, found.items, found.lines, say.tag, saying, styled, drawn, faces)
        picture = Fitting(what).best(*sized).picture
        if name == "pptx":
            photographed = [
                one
                for one in self._door.workspace.sources.all(self._door.scope(self._actor, "product"))
                if one.id in set(found.layout.photos.values())
            ]
            by = self._actor.name, clock.stamp()
            path.write_bytes(
                chart_slides(
                    seen.title,
                    seen.case,
                    say.tag,
                    found,
                    (picture, signs),
                    heads[1:],
                    handling,
                    by,
                    photographed,
                    seen.furniture,
                )
            )
            return {}
        data, _, missing = sheets(
            picture, signs, SheetHeading(seen.title, heads, foot, say.tag, seen.furniture), paper
        )
        path.write_bytes(data)
        return {"letters": missing} if missing else {}
