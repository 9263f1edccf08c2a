"""A briefing as one HTML page: what the second person reads before it is released."""

import base64
from html import escape

from tahqiq.products.briefing.content import Block, Composed, Drawn, Grid, Paragraph, Photo, Run
from tahqiq.products.briefing.endings import TYPED, endings, graded, word
from tahqiq.products.bundle.html import Html, page, paragraph, section, table, text
from tahqiq.products.bundle.pages import Act, whose
from tahqiq.products.paper.svg import svg
from tahqiq.products.product_words import Tongue


def reading(made: Composed, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> str:
    """The page."""
    say = made.say
    body = [
        band(made, say, draft),
        whose(made.frame),
        f"<h1>{text(made.title)}</h1>",
        paragraph(
            Html(" · ".join([text(made.case), *(text(one) for one in answered(say, acts, names))])), "quiet"
        ),
    ]
    body += [_block(block, made, say) for block in made.blocks]
    for at, one in enumerate(endings(made)):
        grid = _grid(one.grid, say) if one.grid else ""
        body.append(section(f"end{at}", one.heading, *(paragraph(told) for told in one.sentences), grid))
    return page(made.title, made.language, "".join(body))


def band(made: Composed, say: Tongue, draft: bool) -> str:
    """The banner: draft or for whom, and how it is to be handled."""
    told = [say.band(made.audience, draft)]
    return paragraph(" · ".join([*told, *(say.handling(one) for one in made.handling)]), "band")


def answered(say: Tongue, acts: tuple[Act, ...], names: dict[str, str]) -> list[str]:
    """Who did what, and when."""
    return [f"{say.say(f'act-{one.what}')} {names.get(one.by, one.by)}, {say.moment(one.at)}" for one in acts]


def _block(block: Block, made: Composed, say: Tongue) -> str:
    if isinstance(block, Paragraph):
        inner = "".join(map(_run, block.runs))
        if block.kind == "heading":
            return f"<h2>{inner}</h2>"
        if block.kind == "gap":
            return f"<p><strong>{escape(word('gap', made.language))}</strong> {inner}</p>"
        more = f" <em>({escape(graded(block, made.language))})</em>" if block.likelihood else ""
        return f"<p>{inner}{more}</p>"
    if isinstance(block, Grid):
        return f"<h3>{text(block.caption)}</h3>{_grid(block, say)}"
    if isinstance(block, Drawn):
        drawn = (
            f"<div class=chart>{svg(block.picture, block.caption)}</div><div "
            f"class=legend>{svg(block.legend, say.say('legend'))}</div>"
        )
        return f"<h3>{text(block.caption)}</h3>{drawn}{paragraph(' '.join(block.told), 'quiet')}"
    return _photo(block)


def _photo(block: Photo) -> str:
    data = base64.b64encode(block.data).decode()
    return (
        f'<figure><img alt="{escape(block.caption)}" style="max-inline-size:100%" src="data:image/jpeg;'
        f'base64,{data}"><figcaption>{text(block.caption)}</figcaption></figure>'
    )


def _run(run: Run) -> str:
    if run.kind == "cite":
        return f"<sup>{escape(run.text)}</sup>"
    if run.kind == "typed":
        return f"<bdi>{escape(run.text)}</bdi><sup>{TYPED}</sup>"
    return (
        str(text(run.text))
        if run.kind == "figure"
        else f"<strong>{escape(run.text)}</strong>"
        if run.kind == "left-out"
        else escape(run.text)
    )


def _grid(grid: Grid, say: Tongue) -> str:
    more = paragraph(word("more", say.tag, count=say.number(grid.more)), "quiet") if grid.more else ""
    return f"{table(grid.heads, grid.rows)}{more}"
