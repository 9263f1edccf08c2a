"""A flow as a diagram: states in layers from the start, as data, as SVG for screen and paper, and as Mermaid
for documents."""

from dataclasses import dataclass
from html import escape

from tahqiq.casework.flows.declaration import Flow
from tahqiq.casework.forms.declaration import say
from tahqiq.kit.locale import locale

WIDTH, HEIGHT, GAP, ROW, EDGE = 148, 46, 150, 96, 24
"""Measures of the drawing in pixels: a state's box, the way between layers, a row, the margin."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A state on the diagram: ``layer`` counts acts from the start, ``row`` its place within the layer (both
    from 0)."""

    state: str
    label: str
    layer: int
    row: int
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """An act between two states. ``back`` leads to the same or an earlier layer; ``lapse`` is no act but what
    a changed content does."""

    origin: str
    to: str
    label: str
    back: bool
    lapse: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """A flow as drawn in one language; ``mirrored``: layers go from right to left."""

    title: str
    mirrored: bool
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]


def diagram(flow: Flow, tag: str) -> Diagram:
    """The states of a flow in layers (the fewest acts from the start; an end after all that lead to it),
    within a layer near to what leads there. Labels are in ``tag``."""
    layers = _layers(flow)
    rows: dict[str, float] = {}
    spots: list[Spot] = []
    for layer in range(max(layers.values()) + 1):
        here = [name for name in flow.states if layers[name] == layer]
        before = {name: [rows[item] for item in _into(flow, name) if item in rows] for name in here}
        here.sort(key=lambda name: sum(before[name]) / len(before[name]) if before[name] else 0.0)
        here.sort(key=lambda name: flow.states[name].end)
        ends = next((at for at, name in enumerate(here) if flow.states[name].end), len(here))
        for place, name in enumerate(here):
            row = place + (1 if ends == 0 else 0)  # ends stand below the way that goes on
            rows[name] = row
            state = flow.states[name]
            kind = "start" if state.start else "end" if state.end else "state"
            spots.append(Spot(name, say(state.label, tag), layer, row, kind))
    lines: list[Line] = []
    for item in flow.transitions.values():
        for origin in (name for name in flow.states if name in item.origins):
            lines.append(
                Line(origin, item.to, say(item.label, tag), layers[item.to] <= layers[origin], False)
            )
        if item.lapses_to:
            lines.append(Line(item.to, item.lapses_to, "", layers[item.lapses_to] <= layers[item.to], True))
    return Diagram(say(flow.title, tag), locale(tag).direction == "rtl", tuple(spots), tuple(lines))


def _into(flow: Flow, state: str) -> list[str]:
    return [
        origin
        for item in flow.transitions.values()
        if item.to == state
        for origin in item.origins
        if origin != state
    ]


def _layers(flow: Flow) -> dict[str, int]:
    found, todo = {flow.start: 0}, [flow.start]
    for name in todo:
        for item in flow.from_state(name):
            if item.to not in found:
                found[item.to] = found[name] + 1
                todo.append(item.to)
        for item in flow.transitions.values():
            if item.to == name and item.lapses_to and item.lapses_to not in found:
                found[item.lapses_to] = found[name] + 1
                todo.append(item.lapses_to)
    for name, state in flow.states.items():
        if state.end and not state.start:
            found[name] = max(found[origin] for origin in _into(flow, name)) + 1
    return found


def mermaid(drawn: Diagram) -> str:
    """The diagram as a Mermaid flowchart, from left to right or mirrored; a lapse is a dotted line."""
    out = [f"flowchart {'RL' if drawn.mirrored else 'LR'}"]
    for spot in drawn.spots:
        shape = {"start": ("([", "])"), "end": ("[[", "]]")}.get(spot.kind, ("[", "]"))
        out.append(f'  {spot.state.replace("-", "_")}{shape[0]}"{_plain(spot.label)}"{shape[1]}')
    for line in drawn.lines:
        way = "-.->" if line.lapse else "-->"
        label = f'|"{_plain(line.label)}"|' if line.label else ""
        out.append(f"  {line.origin.replace('-', '_')} {way}{label} {line.to.replace('-', '_')}")
    return "\n".join(out) + "\n"


def _plain(text: str) -> str:
    return text.replace('"', "#quot;").replace("\n", " ")


def svg(drawn: Diagram) -> str:
    """The diagram as SVG without script or address, in the colour of the text around it; the same diagram
    always gives the same text."""
    layers = max(spot.layer for spot in drawn.spots) + 1
    rows = max(spot.row for spot in drawn.spots) + 1
    back = [line for line in drawn.lines if line.back]
    width = 2 * EDGE + layers * WIDTH + (layers - 1) * GAP
    height = 2 * EDGE + rows * ROW + (len(back) * 30 + 20 if back else 0)
    at = {spot.state: _corner(drawn, spot, width) for spot in drawn.spots}
    pairs: dict[tuple[str, str], list[Line]] = {}
    for line in drawn.lines:
        if not line.back:
            pairs.setdefault((line.origin, line.to), []).append(line)
    layer = {spot.state: spot.layer for spot in drawn.spots}
    body = [
        _over(drawn, at, lines)
        if layer[lines[0].to] - layer[lines[0].origin] > 1
        else _forward(drawn, at, lines)
        for lines in pairs.values()
    ]
    body += [_backward(drawn, at, line, rows, number) for number, line in enumerate(back)]
    body += [_box(spot, at[spot.state]) for spot in drawn.spots]
    turn = "rtl" if drawn.mirrored else "ltr"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" '
        f'aria-label="{escape(drawn.title)}" direction="{turn}" font-family="inherit" font-size="13" '
        'fill="none" stroke="currentColor">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse">'
        '<path d="M0 0 8 4 0 8z" fill="currentColor" stroke="none"/></marker></defs>'
        + "".join(body)
        + "</svg>\n"
    )


def _corner(drawn: Diagram, spot: Spot, width: int) -> tuple[int, int]:
    left = EDGE + spot.layer * (WIDTH + GAP)
    return (width - left - WIDTH if drawn.mirrored else left), EDGE + spot.row * ROW


def _forward(drawn: Diagram, at: dict[str, tuple[int, int]], lines: list[Line]) -> str:
    """Acts from one state to a later one: one line, their words under each other on it."""
    (x1, y1), (x2, y2) = at[lines[0].origin], at[lines[0].to]
    start, end = (x1, x2 + WIDTH) if drawn.mirrored else (x1 + WIDTH, x2)
    top, bottom = y1 + HEIGHT // 2, y2 + HEIGHT // 2
    bend = (end - start) // 2
    path = f"M{start} {top}C{start + bend} {top} {end - bend} {bottom} {end} {bottom}"
    words = [line.label for line in lines if line.label]
    middle = (top + bottom) // 2 - 7 * (len(words) - 1)
    told = "".join(_words(text, (start + end) // 2, middle + 16 * row) for row, text in enumerate(words))
    return f'<path d="{path}" marker-end="url(#tip)"{_dashed(lines[0])}/>{told}'


def _over(drawn: Diagram, at: dict[str, tuple[int, int]], lines: list[Line]) -> str:
    """Acts that pass over a layer: below the row they start in, and then into the side of the later state."""
    (x1, y1), (x2, y2) = at[lines[0].origin], at[lines[0].to]
    start, low = x1 + WIDTH // 2, y1 + HEIGHT + 12
    side, end = (x2 + WIDTH + 40, x2 + WIDTH) if drawn.mirrored else (x2 - 40, x2)
    path = (
        f"M{start} {y1 + HEIGHT}L{start} {low}L{side} {low}L{side} {y2 + HEIGHT // 2}L{end} "
        f"{y2 + HEIGHT // 2}"
    )
    words = " · ".join(line.label for line in lines if line.label)
    told = _words(words, start + (-60 if drawn.mirrored else 60), low) if words else ""
    return f'<path d="{path}" stroke-linejoin="round" marker-end="url(#tip)"{_dashed(lines[0])}/>{told}'


def _backward(drawn: Diagram, at: dict[str, tuple[int, int]], line: Line, rows: int, number: int) -> str:
    (x1, y1), (x2, y2) = at[line.origin], at[line.to]
    shift = 18 + 9 * (number % 5)
    start, end = x1 + WIDTH // 2 + shift, x2 + WIDTH // 2 - shift
    if drawn.mirrored:
        start, end = x1 + WIDTH // 2 - shift, x2 + WIDTH // 2 + shift
    low = EDGE + rows * ROW + 30 * number
    path = f"M{start} {y1 + HEIGHT}L{start} {low}L{end} {low}L{end} {y2 + HEIGHT}"
    told = _words(line.label, (start + end) // 2, low) if line.label else ""
    return f'<path d="{path}" stroke-linejoin="round" marker-end="url(#tip)"{_dashed(line)}/>{told}'


def _dashed(line: Line) -> str:
    return ' stroke-dasharray="4 4"' if line.lapse else ""


def _words(text: str, x: int, y: int) -> str:
    """A label on a line, with the page's colour behind it."""
    return (
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" stroke="var(--flow-paper, #fff)" '
        'stroke-width="5" paint-order="stroke" '
        f'fill="currentColor">{escape(text)}</text>'
    )


def _box(spot: Spot, at: tuple[int, int]) -> str:
    x, y = at
    round_ = HEIGHT // 2 if spot.kind == "start" else 6
    double = (
        f'<rect x="{x + 4}" y="{y + 4}" width="{WIDTH - 8}" height="{HEIGHT - 8}" rx="3"/>'
        if spot.kind == "end"
        else ""
    )
    lines = _wrapped(spot.label)
    top = y + HEIGHT // 2 + 5 - 8 * (len(lines) - 1)
    told = "".join(
        (
            f'<text x="{x + WIDTH // 2}" y="{top + 16 * row}" text-anchor="middle" fill="currentColor" '
            f'stroke="none">{escape(text)}</text>'
        )
        for row, text in enumerate(lines)
    )
    return (
        f'<g data-state="{escape(spot.state)}"><rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" '
        f'rx="{round_}" fill="var(--flow-paper, #fff)"/>{double}{told}</g>'
    )


def _wrapped(text: str) -> list[str]:
    """A label in at most two lines of about eighteen letters."""
    words, lines = text.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 17 and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
