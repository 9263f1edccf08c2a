"""The same chart as PDF by the program's own writer and by Typst.

    python -m benchmarks chart_pdf     (python benchmarks/chart_pdf.py [--items 300] [--json] [--keep DIR])

``ours`` is the writer of ``tahqiq.products.paper.pdf``; ``svg`` is the SVG of the same drawing set by Typst
on a page of the same size, with the same fonts; ``set`` is the drawing in Typst's own words, its texts placed
as texts. The first chart is one of people of the sample, telephones, companies and vehicles whose names are
Arabic, Sorani and Latin, mixed with numbers, once with words on lines in Arabic and once in English; the
others are networks of ``--items`` with the same names. Making the drawing is not measured, only writing it:
each way in a process of its own, twice; CPU seconds and by how much the memory grew at its peak.

The file is then read by PDFium: how many of the drawing's texts are found in it as they were written, how
many of its numbers, and how many letters the file holds for each that was drawn (more than one: something is
copied twice); and CPU seconds until it has drawn the page, at most 4,000 pixels wide. ``--keep`` leaves
files and pictures to look at.
"""

import argparse
import hashlib
import json
import pickle
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from random import Random

import pypdfium2
import typst

from tahqiq.products.board import Item
from tahqiq.products.board_lines import Line
from tahqiq.products.briefing.typeset import q
from tahqiq.products.paper.chart_picture import UNIT, Drawable, drawn
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.paper.marks import Mark, Photo, Picture, Words
from tahqiq.products.paper.pdf import Sheets
from tahqiq.products.paper.svg import FONTS, svg
from tahqiq.samples.people import Population
from tahqiq.samples.reserved_numbers import Numbers

MOST = 14_400.0
"""Points that a page may be wide or high (ISO 32000-1, annex C)."""
FAMILIES = ("Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans Math")
_BENT, _SAMPLE = 300, 40
_ANCHORS = {"left": "left", "middle": "center", "right": "right"}


def chart(count: int, language: str) -> Picture:
    """A chart of so many things; lines run round them only where there are few."""
    from page import network  # not above: who writes a drawing needs neither a browser nor compiled loops

    from tahqiq.analyse.layout import layout

    rng = Random(11)  # noqa: S311 (no secret)
    people, pairs = Population(rng, Numbers(rng)), network(count, count * 3 // 2)
    items: dict[str, Item] = {}
    for at in range(count):
        one = people.make(north=at % 2 == 1) if at < 2_000 else None
        name = "" if one is None else (one.short_ar, one.ckb, one.latin)[at // 5 % 3]
        schema, caption = (
            ("PhoneNumber", f"+964770{at:07d}"),
            ("Person", name or f"كەریم حەسەن {at}"),
            ("Company", f"شركة نجمة البصرة {at} (Basra Star)"),
            ("Person", f"{name or 'سلوى كريم'} · {1960 + at % 40}"),
            (
                "Vehicle",
                f"شاحنة {str(41_000 + at).translate(str.maketrans('0123456789', '٠١٢٣٤٥٦٧٨٩'))} البصرة",
            ),
        )[at % 5]
        items[f"{at:032x}"] = {"id": f"{at:032x}", "schema": schema, "caption": caption, "linked": 0}
    lines: list[Line] = [
        {
            "id": f"{a} {b}",
            "a": f"{a:032x}",
            "b": f"{b:032x}",
            "kind": "fact",
            "label": ("Call", "Payment", "Ownership")[(a + b) % 3],
            "strength": ("confirmed", "unconfirmed", "tentative")[(a + b) % 3],
            "directed": True,
            "weight": 1 + a % 30,
            "events": {"out": 1 + a % 30, "in": 0},
            "records": 1 + a % 30,
            "first": "",
            "last": "",
            "entity": "",
            "sources": (),
        }
        for a, b in pairs
    ]
    spots = layout("force", count, pairs)
    placed = tuple(
        Placed(one, float(x) * 2, float(y) * 1.5) for one, (x, y) in zip(items, spots, strict=True)
    )
    return drawn(Drawable(Layout(placed), items, lines, language), UNIT, bent=count <= _BENT)[0]


def ours(picture: Picture, scale: float) -> bytes:
    """The program's own writer."""
    made = Sheets("Chart", "ar")
    wide, high = picture.width * scale, picture.height * scale
    made.page(wide, high, [(picture, (0, 0, wide, high), scale)])
    return made.save()


def by_svg(picture: Picture, scale: float) -> bytes:
    """The drawing as SVG, set by Typst."""
    drawing = svg(picture, "Chart").replace(FONTS, ", ".join(FAMILIES))
    return _typeset(picture, scale, '#image("chart.svg", width: 100%, height: 100%)', {"chart.svg": drawing})


def by_words(picture: Picture, scale: float) -> bytes:
    """The drawing in Typst's words."""
    said = "\n".join(_said(one, picture, scale) for one in picture.marks)
    return _typeset(picture, scale, said, {})


def _typeset(picture: Picture, scale: float, body: str, beside: Mapping[str, str]) -> bytes:
    head = (
        f'#set document(title: "Chart", date: none)\n#set page(width: {picture.width * scale:.2f}pt, '
        f"height: {picture.height * scale:.2f}pt, margin: 0pt)\n"
        f"#set text(font: {json.dumps(FAMILIES).replace('[', '(').replace(']', ')')}, fallback: false, "
        'top-edge: "baseline", bottom-edge: "baseline")\n'
        "#let at(x, y, a, w) = place(dx: x - (if a == left { 0 } else if a == center { 1 } else { 2 }) * "
        "2000pt, dy: y, box(width: 4000pt, align(a, w)))\n"
    )
    fonts = str(files("tahqiq.products.paper").joinpath("fonts"))
    with tempfile.TemporaryDirectory(prefix="tahqiq-bench-") as folder:
        for name, text in {"main.typ": head + body, **beside}.items():
            (Path(folder) / name).write_text(text, "utf-8")
        main = str(Path(folder) / "main.typ")
        made = typst.compile(
            main, root=folder, font_paths=[fonts], ignore_system_fonts=True, format="pdf", timestamp=0
        )
        return bytes(made)


def _said(mark: Mark, picture: Picture, scale: float) -> str:
    if isinstance(mark, Photo):
        return ""
    if isinstance(mark, Words):
        x, y = (mark.x - picture.left) * scale, (mark.y - picture.top) * scale
        way = "rtl" if mark.rtl else "ltr"
        body = f'text(size: {mark.size * scale:.2f}pt, fill: rgb("{mark.fill}"), dir: {way}'
        bold = f', stroke: {mark.size * scale * 0.035:.2f}pt + rgb("{mark.fill}")' if mark.bold else ""
        behind = f', stroke: {2.6 * scale:.2f}pt + rgb("{mark.halo}")'
        layers = [f"pdf.artifact({body}{behind}, {q(mark.text)}))"] if mark.halo else []
        layers.append(f"{body}{bold}, {q(mark.text)})")
        return "\n".join(f"#at({x:.2f}pt, {y:.2f}pt, {_ANCHORS[mark.anchor]}, {one})" for one in layers)
    steps = []
    for step in mark.steps:
        points = [
            f"{(float(value) - (picture.top if at % 2 else picture.left)) * scale:.2f}pt"
            for at, value in enumerate(step[1:])
        ]
        pairs = ", ".join(f"({a}, {b})" for a, b in zip(points[::2], points[1::2], strict=True))
        name = {"M": "move", "L": "line", "C": "cubic", "Z": "close"}[str(step[0])]
        steps.append(f"curve.{name}({pairs})")
    pen = "none"
    if mark.stroke:
        dash = f"({mark.dash[0] * scale:.2f}pt, {mark.dash[1] * scale:.2f}pt)" if mark.dash else "none"
        pen = f'(paint: rgb("{mark.stroke}"), thickness: {mark.width * scale:.2f}pt, dash: {dash})'
    fill = f'rgb("{mark.fill}")' if mark.fill else "none"
    return f"#place(curve(fill: {fill}, stroke: {pen}, {', '.join(steps)}))"


WAYS: dict[str, Callable[[Picture, float], bytes]] = {"ours": ours, "svg": by_svg, "set": by_words}


def written(way: str, drawing: Path, out: Path) -> dict[str, object]:
    """Write a drawing once, in this process: CPU seconds and how many MB the memory grew by."""
    picture: Picture = pickle.loads(drawing.read_bytes())  # noqa: S301 (made by the same run)
    scale = min(1.0, MOST / max(picture.width, picture.height))
    before, began = _memory("VmRSS"), time.process_time()
    data = WAYS[way](picture, scale)
    spent = time.process_time() - began
    grown = (_memory("VmHWM") - before) / 1024
    out.write_bytes(data)
    return {"cpu_s": round(spent, 2), "peak_mb": round(grown), "sha256": hashlib.sha256(data).hexdigest()}


def _memory(name: str) -> int:
    """A line of this process's status, in kB: its peak of its own, unlike ``ru_maxrss`` after a fork."""
    return int(re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))[1])  # type: ignore[index]


def read(file: Path, picture: Picture, keep: bool) -> dict[str, object]:
    """What is in a file: the share of texts that are found, letters for each that was drawn, fonts."""
    document = pypdfium2.PdfDocument(file)
    began = time.process_time()
    shown = document[0].render(scale=min(2.0, 4_000 / max(document[0].get_size()))).to_pil()
    spent = time.process_time() - began
    if keep:
        shown.save(file.with_suffix(".png"))
    text = " ".join(document[0].get_textpage().get_text_range().split())
    texts = [" ".join(one.text.split()) for one in picture.marks if isinstance(one, Words)]
    numbers = [one for whole in texts for one in re.findall(r"\+?\d{3,}", whole)]
    letters = sum(len(one.replace(" ", "")) for one in texts)
    return {
        "shown_s": round(spent, 2),
        "bytes": file.stat().st_size,
        "texts": len(texts),
        "found": sum(one in text for one in texts),
        "numbers_found": sum(one in text for one in numbers) / max(1, len(numbers)),
        "letters_per_letter": round(len(text.replace(" ", "")) / letters, 2),
        "objects": {kind: n for kind, n in _kinds(document).items() if n},
    }


def _kinds(document: pypdfium2.PdfDocument) -> dict[str, int]:
    kinds = {1: "text", 2: "path", 3: "image", 4: "shading"}
    found = dict.fromkeys(kinds.values(), 0)
    for one in document[0].get_objects(max_depth=10):
        if one.type in kinds:
            found[kinds[one.type]] += 1
    return found


def main() -> int:
    """Draw each chart, write it in each way twice, read it and print a line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, nargs="*", default=[300, 2_000, 10_000])
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", nargs=3, metavar=("WAY", "DRAWING", "OUT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        way, drawing, out = given.write
        sys.stdout.write(json.dumps(written(way, Path(drawing), Path(out))))
        return 0
    with tempfile.TemporaryDirectory(prefix="tahqiq-bench-") as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for name, count, language in (
            ("sample-ar", _SAMPLE, "ar"),
            ("sample-en", _SAMPLE, "en"),
            *((f"{count}", count, "ar") for count in given.items),
        ):
            picture = chart(count, language)
            drawing = folder / f"{name}.pickle"
            drawing.write_bytes(pickle.dumps(picture))
            for way in given.ways:
                out = folder / f"{name}.{way}.pdf"
                command = [sys.executable, __file__, "--write", way, str(drawing), str(out)]
                first, again = (
                    json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
                    for _ in range(2)
                )
                told = {"chart": name, "way": way, **first, **read(out, picture, given.keep is not None)}
                told["cpu_s"] = min(first["cpu_s"], again["cpu_s"])
                told["same_bytes"] = first["sha256"] == again["sha256"]
                _show(told, given.json)
    return 0


def _show(told: Mapping[str, object], as_json: bool) -> None:
    if as_json:
        line = json.dumps(told)
    else:
        line = (
            f"{told['chart']:>10} {told['way']:<5} CPU {told['cpu_s']:7.2f} s  + {told['peak_mb']:5} MB  "
            f"drawn in {told['shown_s']:5.2f} s  "
            f"{told['bytes']:10,} bytes  texts found {told['found']:,}/{told['texts']:,}  letters for a "
            f"letter {told['letters_per_letter']}  numbers {told['numbers_found']:.0%}  "
            f"{'same' if told['same_bytes'] else 'OTHER'} bytes twice  {told['objects']}"
        )
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
