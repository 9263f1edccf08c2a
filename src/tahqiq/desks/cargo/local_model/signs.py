"""What a consignment has in common with others: goods and origin, broker and way, party, words of the goods,
weight. Nothing of it is about a person's kind."""

from dataclasses import dataclass
from math import floor, log

from tahqiq.desks.cargo.arrivals.record import bare

BAND = log(1.05)
"""Weights within about five per cent stand in one band."""
FAMILIES = ("cell", "goods", "way", "party", "word", "weight", "package")
"""Of what sort a sign is: HS chapter and origin, heading and origin, declarant and way, party, word of the
goods, weight, weight of a package of such goods."""
LETTERS, WORDS = 3, 12
"""Shorter words and words after the twelfth are no signs."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What signs are made of. ``hs`` digits, ``gross`` in kilograms; empty and None where nobody says."""

    hs: tuple[str, ...] = ()
    origin: str = ""
    load: str = ""
    discharge: str = ""
    declarant: str = ""
    consignee: str = ""
    shipper: str = ""
    goods: str = ""
    gross: float | None = None
    packages: float | None = None


def signs_of(seen: Appearance) -> tuple[str, ...]:
    """The signs of a consignment, each ``family:value``, without repetition.

    >>> signs_of(Appearance(hs=("080810",), origin="JO", declarant="Palm Office", load="JOAMM"))
    ('cell:08/JO', 'goods:0808/JO', 'way:palmoffice/joamm', 'party:palmoffice')
    """
    found: list[str] = []
    for code in seen.hs:
        found += [f"cell:{code[:2]}/{seen.origin}", f"goods:{code[:4]}/{seen.origin}"]
    if seen.declarant and (seen.load or seen.discharge):
        way = f"{bare(seen.load)}{'>' if seen.discharge else ''}{bare(seen.discharge)}"
        found.append(f"way:{bare(seen.declarant)}/{way}")
    found += [
        f"party:{name}" for one in (seen.declarant, seen.consignee, seen.shipper) if (name := bare(one))
    ]
    words = [word for text in seen.goods.split() if len(word := bare(text)) >= LETTERS and not word.isdigit()]
    found += [f"word:{word}" for word in words[:WORDS]]
    if seen.gross and seen.gross > 0:
        found.append(f"weight:{floor(log(seen.gross) / BAND)}")
        if seen.packages and seen.packages > 0 and seen.hs:
            found.append(f"package:{seen.hs[0][:4]}/{floor(log(seen.gross / seen.packages) / BAND)}")
    return tuple(dict.fromkeys(found))


def spelled(sign: str, seen: Appearance) -> str:
    """The value of a sign as the consignment itself writes it; "" for weights, whose bands are no words.

    >>> spelled("way:palmoffice/joamm", Appearance(declarant="Palm Office", load="JOAMM"))
    'Palm Office, JOAMM'
    >>> spelled("word:tiles", Appearance(goods="Ceramic Tiles, red"))
    'Tiles,'
    """
    family, _, value = sign.partition(":")
    if family == "way":
        return ", ".join(text for text in (seen.declarant, seen.load, seen.discharge) if text) or value
    if family == "party":
        return next(
            (one for one in (seen.declarant, seen.consignee, seen.shipper) if bare(one) == value), value
        )
    if family == "word":
        return next((word for word in seen.goods.split() if bare(word) == value), value)
    return "" if family == "weight" else value.partition("/")[0] if family == "package" else value
