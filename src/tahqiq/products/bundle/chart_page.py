"""A chart as one page that opens without network or program: drawing with legend, things, lines, the
documents it rests on and the timeline."""

from collections.abc import Mapping

from tahqiq.products.board_events import Happened
from tahqiq.products.board_rules import Styled
from tahqiq.products.bundle.html import code, page, paragraph, section, table, text
from tahqiq.products.bundle.pages import About, lines, shown, things, timeline, whose
from tahqiq.products.chart.content import Gathered
from tahqiq.products.chart.view import Look, Saying, view_sentences
from tahqiq.products.paper.chart_picture import Drawable
from tahqiq.products.paper.furniture import PLAIN as BARE
from tahqiq.products.paper.furniture import Furniture
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.page_fit import Fitting
from tahqiq.products.paper.rule_styles import PLAIN, Ruled
from tahqiq.products.paper.svg import svg

SCREEN = (1000.0, 800.0)
"""Points that a chart has on this page: it takes the whole width of a screen, and is scaled down on paper."""


def chart_page(
    about: About,
    found: Gathered,
    handling: tuple[str, ...],
    look: Look,
    saying: Saying,
    by: str,
    at: str,
    styled: Styled = PLAIN,
    rules: tuple[Ruled, ...] = (),
    events: tuple[Happened, ...] = (),
    photos: Mapping[str, bytes] | None = None,
    furniture: Furniture = BARE,
) -> str:
    """The page. ``handling`` are the codes it has to say, ``look`` how the chart is looked at, ``by`` and
    ``at`` who made it and when, ``styled`` how the ``rules`` in force let things look, ``events`` those that
    are drawn by themselves, ``photos`` the photographs of items, ``furniture`` what the agency puts round
    it."""
    say = about.say
    what = Drawable(
        found.layout, found.items, found.lines, about.language, saying, styled, events, photos or {}
    )
    drawn = svg(Fitting(what).best(SCREEN).picture, about.title)
    signs = svg(
        legend(found.items.values(), found.lines, about.language, ruled=rules, edit=found.layout.legend),
        say.say("legend"),
    )
    rows = [
        (
            code(f"E{one.number}"),
            one.source.name,
            code(one.source.sha256),
            say.grade(one.source.grade),
            one.source.authority.reference,
            say.number(one.values),
        )
        for one in found.exhibits
    ]
    heads = [say.say(one) for one in ("number-short", "file", "sha256", "grade", "order", "rests")]
    looked = "".join(paragraph(one) for one in view_sentences(say, look))
    sections = [
        section(
            "chart",
            say.say("chart"),
            f"<div class=chart>{drawn}</div>",
            shown(say, found),
            looked,
            f"<div class=legend>{signs}</div>",
        ),
        section("things", say.say("things"), things(say, found)),
        section("lines", say.say("lines"), lines(say, found)),
        section("exhibits", say.say("documents"), table(heads, rows) or paragraph(say.say("none"))),
        section("timeline", say.say("timeline"), timeline(say, found.events, alone=True)),
    ]
    names = (
        ("chart", "chart"),
        ("things", "things"),
        ("lines", "lines"),
        ("exhibits", "documents"),
        ("timeline", "timeline"),
    )
    index = "".join(f'<a href="#{anchor}">{say.say(word)}</a>' for anchor, word in names)
    handled = (
        f"{say.say('handling')}: {' · '.join(say.handling(one) for one in handling)}" if handling else ""
    )
    band = paragraph(handled, "band") if handled else ""
    said = " · ".join(
        text(one) for one in (*furniture.footer(say.moment(at), by, about.case), f"Tahqiq {about.version}")
    )
    head = f"{band}{whose(furniture)}<h1>{text(about.title)}</h1><p class=quiet>{said}</p><nav>{index}</nav>"
    return page(about.title, about.language, head + "".join(sections), handled)
