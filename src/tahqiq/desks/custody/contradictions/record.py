"""Two sources that cannot both be right."""

from datetime import datetime
from typing import Literal

from tahqiq.desk.answers import Strict


class SourcesDiffer(Strict):
    """Two sources that cannot both be right. ``one`` and ``other`` say what each states; ``person`` is the
    number of a file, of a key the badge that took it; empty where it is about a whole place."""

    what: Literal[
        "seen-elsewhere",
        "visited-elsewhere",
        "door-elsewhere",
        "missing-but-seen",
        "door-unmoved",
        "door-released",
        "apart-together",
        "key-out",
        "count-differs",
    ]
    person: str
    at: datetime
    one: str
    other: str
