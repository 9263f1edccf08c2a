"""A report as PDF, set by Typst: A4, the fonts that come with the program, no clock, so that the same report
gives the same bytes."""

import re
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from tahqiq.desks.lab.reports.blocks import Block, Facts, Heading, Line, Spectra, Table
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.matter import Matter
from tahqiq.desks.lab.reports.words import Say
from tahqiq.kit.exercise_mark import band as exercise_band
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import first_strong
from tahqiq.products.briefing.typeset import FONTS, q

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
WIDE, HIGH, SIDE = 168.0, 25.0, 9.0
"""Millimetres of the picture of two spectra: its width, the height of each, and what its scale at the left
takes."""
TOGETHER = 16
"""Tables of names and values with at most so many lines stand on one page."""
SHORT = 40
"""Values of fewer signs stand at the beginning of their cell whatever their own direction is."""
LONG, PIECE = re.compile(r"\S{21,}"), 16
"""Words of so many signs (digests, long names of substances) may be broken after each piece of so many."""
NAMED = 7
"""How many of the highest peaks of a spectrum have their m/z beside them."""


def pdf(matter: Matter, language: str) -> bytes:
    """The bytes of the file."""
    import typst  # a large library that only this needs

    source = text_of(matter, Say(language))
    with (
        as_file(files("tahqiq.products.paper").joinpath("fonts")) as fonts,
        TemporaryDirectory(prefix="tahqiq-lab-") as folder,
    ):
        main = Path(folder) / "main.typ"
        main.write_bytes(source.encode())
        return bytes(
            typst.compile(
                str(main),
                root=folder,
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                format="pdf",
                timestamp=0,
            )
        )


def text_of(matter: Matter, say: Say) -> str:
    """The report as Typst's text."""
    known = locale_of(say.tag)
    lang = {"ar": "ar", "en": "en"}.get(known.tag, "ku")
    band = " · ".join(filter(None, (exercise_band(known.tag), say("final" if matter.released else "draft"))))
    foot = f"{say('exhibit')} {matter.body.exhibit} · {matter.case} · {say('limit-items')}"
    head = HEAD.format(
        title=q(f"{say('title')} {matter.number}"),
        fonts=FONTS,
        lang=q(lang),
        dir=known.direction,
        band=q(band),
        number=q(matter.number),
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
        return f"#par({_b(_cell(block.text)) if block.strong else _cell(block.text)})"
    if isinstance(block, Facts):
        cells = ", ".join(f"[#{_b(_cell(name))}], [#{_value(value)}]" for name, value in block.rows)
        columns, size = ("(24%, 26%, 24%, 26%)", 8) if block.paired else ("(32%, 1fr)", 9)
        table = f"#table(columns: {columns}, stroke: 0.4pt + luma(120), inset: 3pt, align: start, {cells})"
        return (
            f"#block(breakable: {str(len(block.rows) > TOGETHER).lower()}, text(size: {size}pt)[{table}])"
            if cells
            else ""
        )
    if isinstance(block, Table):
        head = ", ".join(f"[#{_b(_cell(one))}]" for one in block.heads)
        rows = ", ".join(f"[#{_value(cell, 'linebreak()')}]" for row in block.rows for cell in row)
        columns = ", ".join(f"{one:g}fr" for one in block.wide)
        return (
            f"#text(size: 8pt)[#table(columns: ({columns}), stroke: 0.4pt + luma(120), inset: 3pt, "
            f"align: start, table.header({head}), {rows})]"
        )
    return _spectra(block)


def _b(inner: str) -> str:
    return f"b({inner})"


def _cell(text: str) -> str:
    """Text in the direction of the report; what stands between the signs of an isolate from left to right
    (U+2066, U+2069) is a code, set so."""
    parts = re.split("\u2066(.*?)\u2069", text)
    view = [
        f"box(text(dir: ltr, {q(one)}))" if place % 2 else f"text({q(one)})"
        for place, one in enumerate(parts)
        if one
    ]
    return view[0] if len(view) == 1 else "{" + "; ".join(view or ["[]"]) + "}"


def _value(text: str, between: str = 'text(" · ")') -> str:
    """A value, each of its parts in its own direction."""
    return "{" + f"; {between}; ".join(_part(one) for one in text.split(" · ")) + "}" if text else "[]"


def _part(text: str) -> str:
    broken = LONG.sub(lambda found: "\u200b".join(re.findall(f".{{1,{PIECE}}}", found[0])), text)
    view = f"text(dir: {first_strong(text) or 'ltr'}, {q(broken)})"
    return f"box({view})" if len(text) < SHORT else view


def _spectra(block: Spectra) -> str:
    """Two spectra as lines over one axis of m/z with its numbers below, the base peak of each the full height
    (100 %)."""
    masses = [mass for mass, _ in (*block.above, *block.below)]
    first, last = (min(masses) - 8, max(masses) + 12) if masses else (0, 100)
    middle, foot = HIGH + 4, 2 * HIGH + 8

    def x(mass: int) -> float:
        return SIDE + (mass - first) * (WIDE - SIDE) / (last - first)

    drawn = [
        _line(SIDE, middle, WIDE - SIDE),
        _line(SIDE, foot, WIDE - SIDE),
        _line(SIDE, 4, 2 * HIGH, upright=True),
    ]
    drawn += [_text(0.5, at - 1.2, words) for at, words in ((4, "100 %"), (middle, "0"), (foot - 4, "100 %"))]
    for peaks, up in ((block.above, True), (block.below, False)):
        for mass, height in peaks:
            high = max(HIGH * height / 999, 0.05)
            drawn.append(
                _line(
                    x(mass),
                    middle - high if up else middle,
                    high,
                    upright=True,
                    stroke="0.6pt" if up else "0.6pt + luma(90)",
                )
            )
        for mass, height in _apart(sorted(peaks, key=lambda one: -one[1])[:NAMED]):
            high = HIGH * height / 999
            drawn.append(_text(x(mass) - 2.2, middle - 3.2 - high if up else middle + 0.6 + high, str(mass)))
    for tick in range(-(-first // 50) * 50, last, 50):
        drawn += [
            _line(x(tick), foot, 1, upright=True),
            *([_text(x(tick) - 2, foot + 1.4, str(tick))] if x(tick) < WIDE - 9 else []),
        ]
    drawn.append(_text(WIDE - 5, foot + 1.4, "m/z"))
    body = "\n".join(drawn)
    words = "; ".join(f"box({_cell(one)})" for one in (f"{block.title}: {block.upper}", " · ", block.lower))
    return (
        f"#block(breakable: false, sticky: true)[#text(size: 8pt, {{{words}}})\n#box(width: {WIDE}mm, "
        f"height: {foot + 4:.0f}mm, text(dir: ltr)[{body}])]"
    )


def _line(x: float, y: float, length: float, *, upright: bool = False, stroke: str = "0.4pt") -> str:
    return (
        f"#place(top + left, dx: {x:.2f}mm, dy: {y:.2f}mm, "
        f"line({'angle: 90deg, ' if upright else ''}length: {length:.2f}mm, stroke: {stroke}))"
    )


def _text(x: float, y: float, text: str) -> str:
    return f"#place(top + left, dx: {x:.2f}mm, dy: {y:.2f}mm, text(size: 6.5pt, dir: ltr, {q(text)}))"


def _apart(peaks: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """The highest peaks, of neighbours within 3 m/z only the higher one: labels do not lie upon each
    other."""
    kept: list[tuple[int, float]] = []
    for mass, height in peaks:
        if all(abs(mass - other) > 3 for other, _ in kept):
            kept.append((mass, height))
    return kept
