"""The plan picture of a place."""

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind

HEAVIEST = 30_000_000
"""Bytes of a plan picture: more would keep a tablet waiting."""


class Drawing(Strict):
    """The plan picture of a place, over which its rooms are laid: a sealed picture and its size. The rooms
    stand with the places, in picture points from its top left corner."""

    place: str = stated("The code of the place whose plan it is: a site, building, wing or landing.")
    facility: str = stated("The facility.")
    picture: str = stated("The sealed picture, by the id of its source.")
    width: int = stated("Width of the picture in points.")
    height: int = stated("Height of the picture in points.")


DRAWING = Kind(
    "custody-drawing",
    Drawing,
    lambda body: body.place,
    NAME,
    Drawing(place="F01/A/1", facility="F01", picture="00000000000000aa", width=1200, height=800),
    home="desk",
    keys=(Key("place", "text", lambda body: body.place), Key("facility", "text", lambda body: body.facility)),
)
