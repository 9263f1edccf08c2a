"""Pictures of a report: spectra head to tail and chromatograms, drawn as lines and words over an axis."""

import math
import re
from collections.abc import Sequence

from tahqiq.desks.lab.reports.blocks import Chromatogram, Spectra
from tahqiq.products.briefing.typeset import q

WIDE, HIGH, SIDE = 168.0, 25.0, 9.0
"""Millimetres of the picture of two spectra: its width, the height of each, and what its scale at the left
takes."""
TALL, ROOM = 42.0, 11.0
"""Millimetres of a chromatogram: its height, and the room above it for what its peaks are called."""
NAMED = 7
"""How many of the highest peaks of a spectrum have their m/z beside them."""
LETTER = 1.15
"""Millimetres that a letter of a label takes."""


def cell(text: str) -> str:
    """Text in the direction of the report; what stands between the signs of an isolate from left to right
    (U+2066, U+2069) is a code, set so."""
    parts = re.split("\u2066(.*?)\u2069", text)
    view = [
        f"box(text(dir: ltr, {q(one)}))" if place % 2 else f"text({q(one)})"
        for place, one in enumerate(parts)
        if one
    ]
    return view[0] if len(view) == 1 else "{" + "; ".join(view or ["[]"]) + "}"


def spectra(block: Spectra) -> str:
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
    words = "; ".join(f"box({cell(one)})" for one in (f"{block.title}: {block.upper}", " · ", block.lower))
    return (
        f"#block(breakable: false, sticky: true)[#text(size: 8pt, {{{words}}})\n#box(width: {WIDE}mm, "
        f"height: {foot + 4:.0f}mm, text(dir: ltr)[{body}])]"
    )


def chromatogram(block: Chromatogram) -> str:
    """The counts of all ions over time in minutes, the highest of them the full height (100 %); each peak
    that is reported has a line up to its name. Names that would lie upon each other stand in rows."""
    first, last = block.trace[0][0] / 60, block.trace[-1][0] / 60
    most = max((height for _, height in block.trace), default=1.0) or 1.0
    foot = ROOM + TALL

    def x(seconds: float) -> float:
        return SIDE + (seconds / 60 - first) * (WIDE - SIDE) / max(last - first, 1e-9)

    def y(height: float) -> float:
        return foot - TALL * height / most

    steps = "".join(f", curve.line(({x(time):.2f}mm, {y(height):.2f}mm))" for time, height in block.trace)
    start = f"curve.move(({x(block.trace[0][0]):.2f}mm, {y(block.trace[0][1]):.2f}mm))"
    drawn = [
        f"#place(top + left, curve(stroke: 0.5pt, {start}{steps}))",
        _line(SIDE, foot, WIDE - SIDE),
        _line(SIDE, ROOM, TALL, upright=True),
        _text(0.5, ROOM - 1.2, "100 %"),
        _text(0.5, foot - 2.4, "0"),
        _text(WIDE - 5, foot + 1.4, "min"),
    ]
    for tick in ticks(first, last):
        at = x(60 * tick)
        drawn.append(_line(at, foot, 1, upright=True))
        if at < WIDE - 9:
            drawn.append(_text(at - 1.5, foot + 1.4, f"{tick:g}"))
    ends = [0.0, 0.0, 0.0]
    for time, height, words in sorted(block.peaks):
        at, long = x(time), LETTER * len(words)
        left = min(max(at - long / 2, SIDE), WIDE - long)
        row = next((place for place, end in enumerate(ends) if end <= left), len(ends) - 1)
        ends[row] = left + long + 1
        top = 0.4 + 2.8 * (len(ends) - 1 - row)
        low = max(y(height) - 0.6, top + 2.6)
        drawn += [
            _line(at, top + 2.6, low - top - 2.6, upright=True, stroke="0.3pt + luma(90)"),
            _text(left, top, words),
        ]
    body = "\n".join(drawn)
    return (
        f"#block(breakable: false, sticky: true)[#text(size: 8pt, {cell(block.title)})\n"
        f"#box(width: {WIDE}mm, height: {foot + 5:.0f}mm, text(dir: ltr)[{body}])]"
    )


def ticks(first: float, last: float, count: int = 8) -> list[float]:
    """Round numbers from ``first`` to ``last``, about ``count`` of them.

    >>> ticks(0.3, 9.2)
    [2.0, 4.0, 6.0, 8.0]
    """
    rough = max(last - first, 1e-9) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((one * power for one in (1, 2, 5) if one * power >= rough), 10 * power)
    return [round(place * step, 6) for place in range(math.ceil(first / step), math.floor(last / step) + 1)]


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
