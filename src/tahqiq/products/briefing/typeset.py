"""A briefing as PDF, set by Typst: A4, the fonts that come with the program, no clock, so that the same
briefing gives the same bytes."""

import re

from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import first_strong
from tahqiq.products.briefing.columns import LONG, shares
from tahqiq.products.briefing.content import Apart, Block, Composed, Drawn, Grid, Paragraph, Photo, Run
from tahqiq.products.briefing.endings import TYPED, endings, graded, word
from tahqiq.products.briefing.plain import plain
from tahqiq.products.briefing.sheet import sheet
from tahqiq.products.bundle.pages import Act
from tahqiq.products.paper.furniture import Furniture
from tahqiq.products.paper.pdf import Sheets
from tahqiq.products.paper.typst_pdf import pdf_of
from tahqiq.products.product_words import Tongue

FONTS = '("Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans Math")'
HEAD = """#set document(title: {title}, date: none)
#set text(font: {fonts}, fallback: false, size: 10.5pt, lang: {lang}, dir: {dir})
#set par(leading: 0.7em, spacing: 0.95em, justify: false)
#let strong-ink = 0.028em + black
#let b(body) = text(stroke: strong-ink, body)
#let l2r(body) = text(dir: ltr, body)
#set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 17mm), header: align(center, box(stroke: 1pt, \
inset: (x: 8pt, y: 4pt), text(size: 9pt, b({band})))),
  footer: context [#set text(size: 8pt); #grid(columns: (1fr, auto), text({foot}), \
l2r(counter(page).display("1 / 1", both: true)))])
#show heading: it => block(above: 1.0em, below: 0.6em, sticky: true, \
text(size: if it.level == 1 {{ 13.5pt }} else {{ 11pt }}, b(it.body)))
"""


_JOINTS = re.compile(r"([_/.\\-])")


def pdf(made: Composed, acts: tuple[Act, ...], names: dict[str, str], draft: bool) -> bytes:
    """The bytes of the file."""
    pictures: dict[str, bytes] = {}
    source = _source(made, made.say, acts, names, draft, pictures)
    return pdf_of(source, pictures)


def _source(
    made: Composed,
    say: Tongue,
    acts: tuple[Act, ...],
    names: dict[str, str],
    draft: bool,
    pictures: dict[str, bytes],
) -> str:
    known = locale_of(made.language)
    lang = {"ar": "ar", "en": "en"}.get(known.tag, "ku")
    first = say.band(made.audience, draft)
    band = " · ".join([first, *(say.handling(one) for one in made.handling)])
    parts = [
        made.case,
        *(f"{say.say(f'act-{one.what}')} {names.get(one.by, one.by)}" for one in acts),
        made.frame.note,
    ]
    foot = " · ".join(filter(None, parts))
    out = [
        HEAD.format(
            title=q(made.title), fonts=FONTS, lang=q(lang), dir=known.direction, band=q(band), foot=q(foot)
        )
    ]
    out += _whose(made.frame, pictures)
    out.append(f"#block(below: 0.75em, text(size: 19pt, b({q(made.title)})))")
    told = [
        f"{say.say(f'act-{one.what}')} {names.get(one.by, one.by)} · {say.moment(one.at)}" for one in acts
    ]
    out.append(
        f"#par(leading: 0.6em, text(size: 9pt)[{' #linebreak() '.join(f'#text({q(one)})' for one in told)}])"
    )
    out += [_block(block, made, say, pictures) for block in made.blocks]
    for ending in endings(made):
        out.append(f"#heading(level: 1, {q(ending.heading)})")
        out += [
            f"#par(leading: 0.6em, spacing: 0.7em, text(size: 8pt, {q(sentence)}))"
            for sentence in ending.sentences
        ]
        out += [_grid(ending.grid, say, 7.5, 2.4)] if ending.grid else []
    out += [_sheet(block, apart, made, pictures) for block, apart in made.apart]
    return "\n".join(out)


def _whose(frame: Furniture, pictures: dict[str, bytes]) -> list[str]:
    """Border of the pages, mark and name of the agency."""
    made = []
    for inset in {"none": (), "line": (6.0,), "double": (5.0, 6.5)}[frame.border]:
        made.append(
            f"place(center + horizon, rect(width: 100% - {2 * inset}mm, height: 100% - {2 * inset}mm,"
            " stroke: 0.8pt + luma(30)))"
        )
    out = [f"#set page(background: {{{'; '.join(made)}}})"] if made else []
    if frame.picture:
        pictures["mark.jpg"] = frame.picture
    mark = ['image("mark.jpg", height: 14mm)'] if frame.picture else []
    named = [f"#b({q(frame.agency)})"] if frame.agency else []
    named += [f"#text(size: 9pt, {q(frame.unit)})"] if frame.unit else []
    if mark or named:
        cells = ", ".join([*mark, f"[{' #linebreak() '.join(named)}]"])
        out.append(f"#grid(columns: {len(mark) + 1}, column-gutter: 8pt, align: horizon, {cells})")
    return out


def _sheet(block: Drawn, apart: Apart, made: Composed, pictures: dict[str, bytes]) -> str:
    """A page across with one chart."""
    name = f"s{apart.number}.pdf"
    pictures[name] = sheet(block, apart, made.language)
    heading = " · ".join(
        filter(
            None,
            [word("figure", made.language, number=made.say.number(apart.number)), block.caption],
        )
    )
    return (
        f"#page(paper: {q(apart.size)}, flipped: true, margin: (x: 15mm, top: 20mm, bottom: "
        f"15mm))[#heading(level: 2, {q(heading)})\n"
        f"#align(center, image({q(name)}, width: 100%))\n#text(size: 8.5pt, {q(' '.join(block.told))})]"
    )


def q(text: str) -> str:
    """A text as a string of Typst: nothing in it is ever read as a command.

    >>> q('#eval("x")')
    '"#eval(\\\\"x\\\\")"'
    """
    return '"' + plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _block(block: Block, made: Composed, say: Tongue, pictures: dict[str, bytes]) -> str:
    if isinstance(block, Paragraph):
        inner = " ".join(["#{", "; ".join(["[]", *map(_run, block.runs)]), "}"])
        if block.kind == "heading":
            return f"#heading(level: 1)[{inner}]"
        if block.kind == "gap":
            return f"#par[#b({q(word('gap', made.language))}) {inner}]"
        more = (
            f' #text(style: "normal", b({q(f"({graded(block, made.language)})")}))'
            if block.likelihood
            else ""
        )
        return f"#par[{inner}{more}]"
    caption = f"#heading(level: 2, {q(block.caption)})\n" if block.caption else ""
    if isinstance(block, Grid):
        return caption + _grid(block, say, 9.0)
    if isinstance(block, Drawn) and block.apart:
        told = word("figure-apart", made.language, number=say.number(block.apart.number))
        return (
            f"#block(stroke: 0.5pt + luma(100), inset: 6pt, width: 100%)[#b({q(block.caption)}) "
            f"#h(0.5em) #text({q(told)})]"
        )
    name = f"p{len(pictures)}"
    if isinstance(block, Photo):
        pictures[f"{name}.jpg"] = block.data
        return f'{caption}#align(center, image("{name}.jpg", width: {min(100, round(block.width / 8))}%))'
    pictures[f"{name}.pdf"], pictures[f"{name}l.pdf"] = (
        one_sheet(part, made.language) for part in (block.picture, block.legend)
    )
    wide = min(168.0, 105.0 * block.picture.width / block.picture.height)
    told = q(" ".join(block.told))
    return (
        f"{caption}#block(breakable: false)[#align(center, box(stroke: 0.4pt + gray, inset: 4pt, "
        f'image("{name}.pdf", width: {wide:.1f}mm)))\n'
        f'#image("{name}l.pdf", width: 100%)\n#text(size: 8.5pt, {told})]'
    )


def one_sheet(picture: object, language: str) -> bytes:
    """A drawing as a PDF of exactly its size."""
    from tahqiq.products.paper.marks import Picture

    assert isinstance(picture, Picture)
    made = Sheets("", language)
    made.page(picture.width, picture.height, [(picture, (0, 0, picture.width, picture.height), 1.0)])
    return made.save()


def _run(run: Run) -> str:
    if run.kind == "cite":
        return f"box(super(l2r({q(run.text)})))"
    if run.kind == "typed":
        return f"{_isolated(run.text)}; super({q(TYPED)})"
    if run.kind == "left-out":
        return f"b({q(run.text)})"
    return _isolated(run.text) if run.kind == "figure" else f"text({q(run.text)})"


def _isolated(text: str) -> str:
    """A value in its own direction."""
    way = first_strong(text)
    return f"box(text(dir: {way or 'ltr'}, {q(text)}))" if len(text) < 40 else f"text({q(text)})"


def _start(tag: str) -> str:
    return "right" if locale_of(tag).direction == "rtl" else "left"


def _cell(text: str) -> str:
    """A cell in its own direction; names of files may be broken behind their joints."""
    way = first_strong(text) or "ltr"
    broken = _JOINTS.sub("\\1\u200b", text) if len(text) > LONG else text
    return f"text(dir: {way}, {q(broken)})" if text else "[]"


def _grid(grid: Grid, say: Tongue, size: float, inset: float = 3.2) -> str:
    cells = [f"b({q(one)})" for one in grid.heads]
    header = f"table.header({', '.join(f'[#{one}]' for one in cells)})"
    rows = ", ".join(f"[#{_cell(cell)}]" for row in grid.rows for cell in row)
    columns = ", ".join(f"{share:.4f}fr" for share in shares(grid))
    more = f"#text(size: 8pt, {q(word('more', say.tag, count=say.number(grid.more)))})" if grid.more else ""
    return (
        f"#text(size: {size}pt)[#table(columns: ({columns},), stroke: 0.5pt + luma(100), inset: "
        f"{inset}pt, align: {_start(say.tag)}, {header}, {rows})]\n{more}"
    )
