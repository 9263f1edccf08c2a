"""A drawing as SVG 1.1: labels stay text, so that they can be searched, copied and read aloud."""

import base64
from html import escape

from tahqiq.kit.text import storable
from tahqiq.products.paper.marks import Mark, Outline, Photo, Picture, Words

FONTS = "Noto Sans Arabic, Noto Sans, Noto Naskh Arabic, Segoe UI, Tahoma, sans-serif"
_ANCHORS = {"left": "start", "middle": "middle", "right": "end"}


def svg(picture: Picture, title: str, said: str = "") -> str:
    """The text of the file; ``title`` and ``said`` are read aloud instead of the picture."""
    box = " ".join(_number(value) for value in (picture.left, picture.top, picture.width, picture.height))
    body = "".join(map(_mark, picture.marks))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{_number(picture.width)}" '
        f'height="{_number(picture.height)}" role="img" '
        f'font-family="{FONTS}"><title>{_text(title)}</title><desc>{_text(said)}</desc>'
        f'<rect x="{_number(picture.left)}" y="{_number(picture.top)}" '
        f'width="{_number(picture.width)}" height="{_number(picture.height)}" fill="#ffffff"/>'
        f"{body}</svg>"
    )


def _mark(mark: Mark) -> str:
    if isinstance(mark, Words):
        return _words(mark)
    if isinstance(mark, Photo):
        return _photo(mark)
    style = f'fill="{mark.fill or "none"}"'
    if mark.stroke:
        style += f' stroke="{mark.stroke}" stroke-width="{_number(mark.width)}"'
        style += f' stroke-dasharray="{_number(mark.dash[0])} {_number(mark.dash[1])}"' if mark.dash else ""
        style += ' stroke-linecap="round" stroke-linejoin="round"' if mark.round else ""
    return f'<path d="{path_of(mark)}" {style}/>'


def _photo(mark: Photo) -> str:
    name = f"photo-{round(mark.x * 10)}-{round(mark.y * 10)}"
    left, top, side = _number(mark.x - mark.radius), _number(mark.y - mark.radius), _number(2 * mark.radius)
    circle = (
        f'<clipPath id="{name}"><circle cx="{_number(mark.x)}" cy="{_number(mark.y)}" '
        f'r="{_number(mark.radius)}"/></clipPath>'
    )
    data = base64.b64encode(mark.data).decode("ascii")
    return (
        f'{circle}<image x="{left}" y="{top}" width="{side}" height="{side}" clip-path="url(#{name})" '
        f'href="data:image/jpeg;base64,{data}"/>'
    )


def path_of(mark: Outline) -> str:
    """The steps of an outline as path data."""
    return "".join(
        str(step[0]) + " ".join(_number(float(value)) for value in step[1:]) for step in mark.steps
    )


def _words(mark: Words) -> str:
    # the anchor of SVG is the start of the text: on the right where it runs from right to left
    anchor = {"left": "right", "right": "left"}.get(mark.anchor, "middle") if mark.rtl else mark.anchor
    halo = (
        f' paint-order="stroke" stroke="{mark.halo}" stroke-width="3" stroke-linejoin="round"'
        if mark.halo
        else ""
    )
    bold = ' font-weight="700"' if mark.bold else ""
    return (
        f'<text x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}" '
        f'text-anchor="{_ANCHORS[anchor]}" '
        f'direction="{"rtl" if mark.rtl else "ltr"}" unicode-bidi="embed" '
        f'fill="{mark.fill}"{bold}{halo}>{_text(mark.text)}</text>'
    )


def _text(text: str) -> str:
    return escape(
        "".join(
            letter if letter.isprintable() or letter in "\u200c\u200e\u200f" else " "
            for letter in storable(text)
        )
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
