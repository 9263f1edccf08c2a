"""A report as PDF, set by Typst: A4, the fonts that come with the program, no clock, so that the same report gives the same bytes."""

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from tahqiq.desks.lab.report.content import Block, Facts, Heading, Line, Matter, Spectra, Table, blocks
from tahqiq.desks.lab.report.words import Say
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import first_strong
from tahqiq.products.briefing.typeset import FONTS, q

HEAD = """#set document(title: {title}, date: none)
#set text(font: {fonts}, fallback: false, size: 10pt, lang: {lang}, dir: {dir})
#set par(leading: 0.75em, spacing: 0.95em, justify: false)
#let b(body) = text(stroke: 0.028em + black, body)
#let l2r(body) = text(dir: ltr, body)
#set page(paper: "a4", margin: (x: 18mm, top: 22mm, bottom: 20mm),
  header: text(size: 8.5pt, grid(columns: (1fr, auto), align: (start, end), b({band}), l2r({number}))),
  footer: context [#set text(size: 8pt); #grid(columns: (1fr, auto), text({foot}), l2r(counter(page).display("1 / 1", both: true)))])
#show heading: it => block(above: 1.2em, below: 0.6em, sticky: true, text(size: 12pt, b(it.body)))
"""
WIDE, HIGH = 168.0, 30.0
"""Millimetres of the picture of two spectra: its width, and the height of each."""
SHORT = 40
"""Values of fewer signs stand at the beginning of their cell whatever their own direction is."""
NAMED = 7
"""How many of the highest peaks of a spectrum have their m/z beside them."""


def pdf(matter: Matter, language: str) -> bytes:
    """The bytes of the file."""
    import typst  # a large library that only this needs

    source = text_of(matter, Say(language))
    with as_file(files("tahqiq.products.paper").joinpath("fonts")) as fonts, TemporaryDirectory(prefix="tahqiq-lab-") as folder:
        main = Path(folder) / "main.typ"
        main.write_bytes(source.encode())
        return bytes(typst.compile(str(main), root=folder, font_paths=[str(fonts)], ignore_system_fonts=True, format="pdf", timestamp=0))


def text_of(matter: Matter, say: Say) -> str:
    """The report as Typst's text."""
    known = locale_of(say.tag)
    lang = {"ar": "ar", "en": "en"}.get(known.tag, "ku")
    band = say("final" if matter.released else "draft")
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
    out.append(f"#v(8mm) #block(breakable: false)[#grid(columns: (1fr, 1fr), gutter: 8mm, text({signed}), {box})]")
    out.append(f"#align(center, text(size: 9pt, b({end})))")
    return "\n".join(out)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"#heading(level: 1, {q(block.text)})"
    if isinstance(block, Line):
        return f"#par({_b(_cell(block.text)) if block.strong else _cell(block.text)})"
    if isinstance(block, Facts):
        cells = ", ".join(f"[#{_b(_cell(name))}], [#{_value(value)}]" for name, value in block.rows)
        return (
            f"#text(size: 9pt)[#table(columns: (32%, 1fr), stroke: 0.4pt + luma(120), inset: 3.5pt, align: start, {cells})]"
            if cells
            else ""
        )
    if isinstance(block, Table):
        head = ", ".join(f"[#{_b(_cell(one))}]" for one in block.heads)
        rows = ", ".join(f"[#{_value(cell)}]" for row in block.rows for cell in row)
        columns = ", ".join(f"{one:g}fr" for one in block.wide)
        return f"#text(size: 8pt)[#table(columns: ({columns}), stroke: 0.4pt + luma(120), inset: 3pt, align: start, table.header({head}), {rows})]"
    return _spectra(block)


def _b(inner: str) -> str:
    return f"b({inner})"


def _cell(text: str) -> str:
    return f"text({q(text)})"


def _value(text: str) -> str:
    """A value in its own direction; digests may be broken anywhere."""
    broken = "\u200b".join(text[at : at + 16] for at in range(0, len(text), 16)) if len(text) >= 64 and " " not in text else text
    told = f"text(dir: {first_strong(text) or 'ltr'}, {q(broken)})"
    return (f"box({told})" if len(text) < SHORT else told) if text else "[]"


def _spectra(block: Spectra) -> str:
    """Two spectra as lines over one axis of m/z, the base peak of each the full height."""
    masses = [mass for mass, _ in (*block.above, *block.below)]
    first, last = (min(masses) - 8, max(masses) + 12) if masses else (0, 100)
    scale = WIDE / (last - first)
    drawn = [f"#place(top + left, dy: {HIGH + 4:.1f}mm, line(length: {WIDE}mm, stroke: 0.4pt))"]
    for peaks, up in ((block.above, True), (block.below, False)):
        highest = sorted(peaks, key=lambda one: -one[1])[:NAMED]
        for mass, height in peaks:
            drawn.append(_peak((mass - first) * scale, HIGH * height / 999, up=up))
        drawn += [_label((mass - first) * scale, HIGH * height / 999, str(mass), up=up) for mass, height in _apart(highest)]
    for tick in range(-(-first // 50) * 50, last, 50):
        x = (tick - first) * scale
        drawn.append(f"#place(top + left, dx: {x:.2f}mm, dy: {HIGH + 4:.1f}mm, line(angle: 90deg, length: 1.2mm, stroke: 0.4pt))")
    drawn.append(f'#place(top + left, dx: {WIDE - 8:.1f}mm, dy: {HIGH + 4.6:.1f}mm, text(size: 6pt, dir: ltr, "m/z"))')
    body = "\n".join(drawn)
    words = f"text(size: 8pt, {q(f'{block.title}: {block.upper}, {block.lower}')})"
    return f"#block(breakable: false)[#{words}\n#box(width: {WIDE}mm, height: {2 * HIGH + 9:.0f}mm, text(dir: ltr)[{body}])]"


def _peak(x: float, high: float, *, up: bool) -> str:
    top = HIGH + 4 - high if up else HIGH + 4
    return f"#place(top + left, dx: {x:.2f}mm, dy: {top:.2f}mm, line(angle: 90deg, length: {max(high, 0.05):.2f}mm, stroke: 0.6pt{'' if up else ' + luma(90)'}))"


def _label(x: float, high: float, text: str, *, up: bool) -> str:
    top = HIGH + 1.2 - high if up else HIGH + 4.6 + high
    return f"#place(top + left, dx: {x - 2.2:.2f}mm, dy: {top:.2f}mm, text(size: 6.5pt, dir: ltr, {q(text)}))"


def _apart(peaks: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """The highest peaks, of neighbours within 3 m/z only the higher one: labels do not lie upon each other."""
    kept: list[tuple[int, float]] = []
    for mass, height in peaks:
        if all(abs(mass - other) > 3 for other, _ in kept):
            kept.append((mass, height))
    return kept
