"""An invented method, and how it is agreed to."""

from tahqiq.desks.lab.batch.method import MARK, digest

TEXT = """name: Invented amines by GC-MS
version: "3"
instrument: invented
standard: {name: invented standard, ion: 150, time: 84, window: 2, within: 0.5}
targets:
  - name: invented amine
    ion: 91
    qualifiers: [119, 134]
    within: 0.3
    time: 120
    window: 1.5
    ratio: 10
    unit: ug/mL
    response: area
    relative: true
    model: linear
    weights: 1/x
    levels: 5
    r2: 0.99
    check: 0.15
    bracketed: true
    carry: 0.001
    reference: 0.01
    lot: L-1
gaps: 0
tune:
  substance: invented tuner
  base: 69
  hours: 24
  limits: [{ion: 219, of: 69, least: 40, most: 80}]
mix: [{name: invented mix, ion: 91, time: 120, window: 3, ratio: 10, tailing: 1.5}]
controls: [{name: check invented amine, mean: 100, deviation: 5}]
"""


def agreed(text: str, first: str = "A. One", second: str = "B. Two") -> str:
    """The text with the block by which two persons agree to it."""
    people = "".join(f"    - {{name: '{name}', day: 2026-01-02}}\n" for name in (first, second))
    return f"{text.rstrip()}{MARK}\n  sha256: {digest(text.rstrip() + MARK)}\n  by:\n{people}"
