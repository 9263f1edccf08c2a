"""A report as PDF, set by Typst: A4, the fonts that come with the program, no clock, so that the same report
gives the same bytes."""

import re

from tahqiq.desks.lab.reports.blocks import Block, Chromatogram, Facts, Heading, Line, Table
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.drawing import cell, chromatogram, spectra
from tahqiq.desks.lab.reports.matter import Matter
from tahqiq.desks.lab.reports.words import Say
from tahqiq.kit.exercise_mark import band as exercise_band
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import first_strong
from tahqiq.products.briefing.typeset import FONTS, q
from tahqiq.products.paper.typst_pdf import pdf_of

HEAD = """#set document(title: {title}, date: none)
#set text(font: {fonts}, fallback: false, size: 10pt, lang: {lang}, \
dir: {dir}, top-edge: 0.82em, bottom-edge: -0.28em)
#set par(leading: 0.35em, spacing: 0.6em, justify: false)
#set table.cell(breakable: false)
#let b(body) = text(stroke: 0.028em + black, body)
#let l2r(body) = text(dir: ltr, body)
#set page(paper: "a4", margin: (x: 18mm, top: 22mm, bottom: 20mm),
  header: text(size: 8.5pt, grid(columns: (1fr, auto), align: (start, end), b({band}), l2r({number}))),
  footer: context [#set text(size: 8pt); #grid(columns: (1fr, auto), text({foot}), \
l2r(counter(page).display("1 / 1", both: true)))])
#show heading: it => block(above: 1.2em, below: 0.6em, sticky: true, text(size: 12pt, b(it.body)))
"""
TOGETHER = 16
"""Tables of names and values with at most so many lines stand on one page."""
SHORT = 40
"""Values of fewer signs stand at the beginning of their cell whatever their own direction is."""
LONG, PIECE = re.compile(r"\S{21,}"), 16
"""Words of so many signs (digests, long names of substances) may be broken after each piece of so many."""


def pdf(matter: Matter, language: str) -> bytes:
    """The bytes of the file."""
    return pdf_of(text_of(matter, Say(language)))


def text_of(matter: Matter, say: Say) -> str:
    """The report as Typst's text."""
    known = locale_of(say.tag)
    lang = {"ar": "ar", "en": "en"}.get(known.tag, "ku")
    band = " · ".join(filter(None, (exercise_band(known.tag), say("final" if matter.released else "draft"))))
    foot = f"{say('exhibit')} {matter.body.exhibit} · {matter.case} · {say('limit-items')}"
    head = HEAD.format(
        title=q(f"{say('title')} {matter.shown}"),
        fonts=FONTS,
        lang=q(lang),
        dir=known.direction,
        band=q(band),
        number=q(matter.shown),
        foot=q(foot),
    )
    out = [head, f"#block(below: 1.1em, text(size: 18pt, b({q(say('title'))})))"]
    out += [_block(one) for one in blocks(matter, say)]
    if not matter.released:
        out.insert(1, f"#align(center, box(stroke: 1.5pt, inset: 6pt, text(size: 13pt, b({q(band)}))))")
    release = next((one.by for one in matter.steps if one.name == "administrative"), "")
    signed, end = q(f"{say('signature')}: {release}"), q(f"— {say('end')} —")
    box = f"box(width: 100%, height: 22mm, stroke: 0.5pt, inset: 4pt, text(size: 8pt, {q(say('hand'))}))"
    out.append(
        f"#v(8mm) #block(breakable: false)[#grid(columns: (1fr, 1fr), gutter: 8mm, text({signed}), {box})]"
    )
    out.append(f"#align(center, text(size: 9pt, b({end})))")
    return "\n".join(out)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"#heading(level: 1, {q(block.text)})"
    if isinstance(block, Line):
        return f"#par({_b(cell(block.text)) if block.strong else cell(block.text)})"
    if isinstance(block, Facts):
        cells = ", ".join(f"[#{_b(cell(name))}], [#{_value(value)}]" for name, value in block.rows)
        columns, size = ("(24%, 26%, 24%, 26%)", 8) if block.paired else ("(32%, 1fr)", 9)
        table = f"#table(columns: {columns}, stroke: 0.4pt + luma(120), inset: 3pt, align: start, {cells})"
        return (
            f"#block(breakable: {str(len(block.rows) > TOGETHER).lower()}, text(size: {size}pt)[{table}])"
            if cells
            else ""
        )
    if isinstance(block, Table):
        head = ", ".join(f"[#{_b(cell(one))}]" for one in block.heads)
        rows = ", ".join(f"[#{_value(cell, 'linebreak()')}]" for row in block.rows for cell in row)
        columns = ", ".join(f"{one:g}fr" for one in block.wide)
        return (
            f"#text(size: 8pt)[#table(columns: ({columns}), stroke: 0.4pt + luma(120), inset: 3pt, "
            f"align: start, table.header({head}), {rows})]"
        )
    return chromatogram(block) if isinstance(block, Chromatogram) else spectra(block)


def _b(inner: str) -> str:
    return f"b({inner})"


def _value(text: str, between: str = 'text(" · ")') -> str:
    """A value, each of its parts in its own direction."""
    return "{" + f"; {between}; ".join(_part(one) for one in text.split(" · ")) + "}" if text else "[]"


def _part(text: str) -> str:
    broken = LONG.sub(lambda found: "\u200b".join(re.findall(f".{{1,{PIECE}}}", found[0])), text)
    view = f"text(dir: {first_strong(text) or 'ltr'}, {q(broken)})"
    return f"box({view})" if len(text) < SHORT else view
