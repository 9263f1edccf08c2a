"""Photographs of the invented case, drawn by code: portraits in one neutral tone that are told apart by hair,
beard, glasses and clothes, a lorry, a car, a parcel, a telephone."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tahqiq.samples.calls import Calls
from tahqiq.samples.network import Case
from tahqiq.samples.people import Person
from tahqiq.samples.sheets import SAMPLE
from tahqiq.samples.truth import Truth

FOLDER = "11_pictures"
SIDE = 480
_FINE = 2
"""How many times as large a picture is drawn before it is made small: edges become soft."""
ROLES = (
    "organiser",
    "lieutenant_baghdad",
    "lieutenant_north",
    "broker",
    "accountant",
    "hawaladar",
    "crossing_agent",
    "airport_handler",
    "driver",
    "courier",
    "front_owner",
    "stash_keeper",
    "distributor_north",
)
Colour = tuple[int, int, int]
SKIN, SHADE = (201, 190, 180), (172, 160, 150)
"""One tone for everybody: nothing about anybody is told by it."""
HAIR: tuple[Colour, ...] = ((52, 52, 56), (84, 78, 74), (128, 126, 124), (176, 176, 176))
CLOTHES: tuple[Colour, ...] = (
    (71, 92, 115),
    (110, 84, 84),
    (84, 104, 88),
    (96, 96, 104),
    (130, 112, 84),
    (60, 70, 84),
)
WALLS: tuple[Colour, ...] = ((206, 214, 222), (216, 212, 204), (204, 214, 206), (214, 206, 214))
Draw = Callable[[ImageDraw.ImageDraw, Random], None]


def pictures(case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
    """Write a portrait of each leading person under the person's name, and what else is looked at in the
    case."""
    for role in ROLES:
        person = case.role(role)
        _write(truth, f"{person.short_ar} {SAMPLE}", "portrait", portrait(person), rng)
    plate = case.plates[case.role("driver", 0).pid]
    _write(truth, f"شاحنة {plate} {SAMPLE}", "vehicle", lorry, rng)
    _write(truth, f"سيارة {case.plates[case.role('organiser').pid]} {SAMPLE}", "vehicle", car, rng)
    _write(truth, f"طرد الطريق البريدي {SAMPLE}", "parcel", parcel, rng)
    _write(truth, f"هاتف مضبوط {SAMPLE}", "telephone", telephone, rng)


def _write(truth: Truth, name: str, kind: str, draw: Draw, rng: Random) -> None:
    safe = "".join("-" if char in '/\\:*?"<>|' else char for char in name).replace(" ", "_")
    entry = truth.file(f"{FOLDER}/{safe}.jpg", kind, "jpeg")
    entry.records, entry.note = 1, "drawn by a program, shows nobody"
    (truth.evidence / entry.path).write_bytes(picture(draw, rng))


def picture(draw: Draw, rng: Random) -> bytes:
    """A JPEG of :data:`SIDE` pixels; what it is of is drawn on a field of ``0..100`` both ways, and *SAMPLE*
    stands on it."""
    number = f"SAMPLE {rng.randrange(10**6):06d}"
    whole = Image.new("RGB", (SIDE * _FINE, SIDE * _FINE), rng.choice(WALLS))
    pen = ImageDraw.Draw(whole)
    draw(pen, rng)
    pen.rectangle((0, _at(92), _at(100), _at(100)), fill=(40, 46, 52))
    pen.text(
        (_at(50), _at(96)), number, fill=(255, 255, 255), font=ImageFont.load_default(_at(6)), anchor="mm"
    )
    small = whole.resize((SIDE, SIDE), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.4))
    out = BytesIO()
    small.save(out, "JPEG", quality=82, comment=f"{SAMPLE}: {number}, drawn, invented".encode())
    return out.getvalue()


def _at(share: float) -> int:
    return round(share * SIDE * _FINE / 100)


def _box(x: float, y: float, wide: float, high: float) -> tuple[int, int, int, int]:
    return _at(x - wide / 2), _at(y - high / 2), _at(x + wide / 2), _at(y + high / 2)


def portrait(person: Person) -> Draw:
    """Head and shoulders of nobody; women wear a scarf or hair to the shoulders."""

    def draw(pen: ImageDraw.ImageDraw, rng: Random) -> None:
        cloth, hair = rng.choice(CLOTHES), rng.choice(HAIR)
        wide, high = rng.uniform(30, 35), rng.uniform(40, 45)
        top = 45 - high / 2
        covered = person.female and rng.random() < 0.6
        if person.female:
            pen.rounded_rectangle(_box(50, 52, wide + 14, 62), _at(20), fill=cloth if covered else hair)
        pen.rounded_rectangle(_box(50, 96, 78, 50), _at(18), fill=cloth)
        pen.polygon(
            [(_at(x), _at(y)) for x, y in ((42, 71), (58, 71), (50, 86))], fill=SKIN if not covered else cloth
        )
        pen.rounded_rectangle(_box(50, 68, 15, 18), _at(5), fill=SHADE if not covered else cloth)
        if not person.female:
            for side in (-1, 1):
                pen.ellipse(_box(50 + side * wide / 2, 46, 5, 9), fill=SHADE)
        pen.ellipse(_box(50, 45, wide, high), fill=SKIN)
        if covered:
            pen.chord(_box(50, 45, wide + 5, high + 5), 200, 340, fill=cloth)
        elif rng.random() < 0.85 or person.female:
            line = rng.uniform(16, 26)
            pen.chord(_box(50, 44, wide + 3, high + 3), 180 + line, 360 - line, fill=hair)
        if not person.female:
            _beard(pen, rng, hair, wide, high)
        for side in (-1, 1):
            eye = 50 + side * wide * 0.22
            pen.ellipse(_box(eye, 44, 5, 2.6), fill=(245, 244, 242))
            pen.ellipse(_box(eye, 44, 2.4, 2.4), fill=(48, 48, 52))
            pen.line(
                [(_at(eye - 3.2), _at(40.4)), (_at(eye), _at(39.5)), (_at(eye + 3.2), _at(40.4))],
                fill=hair,
                width=_at(1.2),
            )
        pen.line([(_at(50), _at(46)), (_at(51.5), _at(53)), (_at(49), _at(53.5))], fill=SHADE, width=_at(1))
        pen.line(
            [(_at(46), _at(top + high * 0.8)), (_at(54), _at(top + high * 0.8))],
            fill=(132, 108, 104),
            width=_at(1.2),
        )
        if rng.random() < 0.35:
            for side in (-1, 1):
                pen.rounded_rectangle(
                    _box(50 + side * wide * 0.22, 44.3, 11, 8), _at(2.5), outline=(44, 44, 48), width=_at(0.9)
                )
            pen.line([(_at(48), _at(44)), (_at(52), _at(44))], fill=(44, 44, 48), width=_at(0.9))

    return draw


def _beard(pen: ImageDraw.ImageDraw, rng: Random, hair: Colour, wide: float, high: float) -> None:
    kind = rng.choice(("none", "moustache", "beard", "beard"))
    if kind == "beard":
        pen.chord(_box(50, 45, wide + 1, high + 2), 28, 152, fill=hair)
        pen.ellipse(_box(50, 45 + high * 0.27, wide * 0.42, high * 0.14), fill=SKIN)
    if kind != "none":
        pen.rounded_rectangle(_box(50, 56.5, 13, 2.6), _at(1.2), fill=hair)


def _wheel(pen: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    pen.ellipse(_box(x, y, size, size), fill=(44, 46, 50))
    pen.ellipse(_box(x, y, size * 0.45, size * 0.45), fill=(170, 174, 178))


def _plate(pen: ImageDraw.ImageDraw, x: float, y: float) -> None:
    pen.rectangle(_box(x, y, 11, 4), fill=(245, 245, 245), outline=(60, 60, 60), width=_at(0.5))


def _ground(pen: ImageDraw.ImageDraw, y: float) -> None:
    pen.rectangle((0, _at(y), _at(100), _at(100)), fill=(150, 150, 146))


def lorry(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    """A lorry from the side."""
    _ground(pen, 72)
    body, cab = rng.choice(CLOTHES), (188, 192, 196)
    pen.rectangle((_at(6), _at(30), _at(66), _at(70)), fill=body)
    for x in range(12, 66, 9):
        pen.line(
            [(_at(x), _at(32)), (_at(x), _at(68))],
            fill=tuple(round(one * 0.88) for one in body),
            width=_at(0.8),
        )
    pen.rounded_rectangle((_at(68), _at(40), _at(94), _at(72)), _at(4), fill=cab)
    pen.polygon([(_at(x), _at(y)) for x, y in ((78, 44), (90, 44), (92, 56), (78, 56))], fill=(92, 108, 122))
    pen.rectangle((_at(6), _at(70), _at(94), _at(74)), fill=(66, 68, 72))
    for x in (18, 30, 54, 82):
        _wheel(pen, x, 76, 12)
    _plate(pen, 88, 68)


def car(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    """A car from the side."""
    _ground(pen, 68)
    body = rng.choice(CLOTHES)
    pen.polygon([(_at(x), _at(y)) for x, y in ((26, 54), (36, 40), (64, 40), (76, 54))], fill=body)
    pen.polygon([(_at(x), _at(y)) for x, y in ((30, 54), (38, 43), (49, 43), (49, 54))], fill=(196, 206, 214))
    pen.polygon([(_at(x), _at(y)) for x, y in ((52, 54), (52, 43), (63, 43), (71, 54))], fill=(196, 206, 214))
    pen.rounded_rectangle((_at(10), _at(53), _at(92), _at(70)), _at(5), fill=body)
    for x in (27, 74):
        _wheel(pen, x, 70, 15)
    _plate(pen, 87, 66)


def parcel(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    """A parcel with tape and a label."""
    _ground(pen, 74)
    front, lid, tape = (176, 142, 104), (194, 162, 124), (220, 206, 178)
    pen.polygon([(_at(x), _at(y)) for x, y in ((20, 42), (34, 30), (84, 30), (74, 42))], fill=lid)
    pen.polygon([(_at(x), _at(y)) for x, y in ((74, 42), (84, 30), (84, 66), (74, 80))], fill=(154, 122, 88))
    pen.rectangle((_at(20), _at(42), _at(74), _at(80)), fill=front)
    pen.polygon([(_at(x), _at(y)) for x, y in ((43, 42), (54, 30), (60, 30), (50, 42))], fill=tape)
    pen.rectangle((_at(43), _at(42), _at(50), _at(80)), fill=tape)
    pen.rectangle((_at(54), _at(58), _at(71), _at(74)), fill=(244, 244, 240))
    for y in (61, 64.5, 68, 71):
        pen.line(
            [(_at(56), _at(y)), (_at(69 - rng.uniform(0, 6)), _at(y))], fill=(90, 90, 90), width=_at(0.8)
        )


def telephone(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    """A telephone on a table, beside a ruler."""
    pen.rectangle((_at(10), _at(14), _at(18), _at(86)), fill=(240, 232, 196))
    for at in range(15, 86, 4):
        pen.line(
            [(_at(10), _at(at)), (_at(14 if at % 8 else 16), _at(at))], fill=(60, 60, 60), width=_at(0.6)
        )
    pen.rounded_rectangle((_at(34), _at(12), _at(72), _at(86)), _at(5), fill=(38, 40, 44))
    pen.rounded_rectangle(
        (_at(37), _at(18), _at(69), _at(78)), _at(2), fill=rng.choice(((84, 104, 124), (72, 88, 96)))
    )
    pen.ellipse(_box(53, 82, 4, 4), fill=(90, 92, 96))
