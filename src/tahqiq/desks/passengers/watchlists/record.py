"""A watchlist: whose people they are, on which basis they are compared, until when."""

from datetime import date
from typing import Annotated

from tahqiq.desk import ARGUMENT, COLLECTED, PERSON
from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.model.kind import Key, Kind


class ListFileDetails(Details):
    """The file in which the people of a list stand."""

    source: Annotated[str, ARGUMENT, COLLECTED] = stated(
        "The collected list in the desk's file, by the id of its source."
    )
    name: str = stated("What the list is called.", bounds=(1, 120))
    aliases: Annotated[str, COLLECTED] = stated(
        "Further names of the same people in a file of their own (OFAC: ALT.CSV), by the id of its source.",
        "",
    )


class WatchlistTerms(Details):
    """On which authority a list is used, and how long."""

    basis: str = stated("The law or order on which travellers may be compared with it.", bounds=(3, 500))
    owner: str = stated("The authority responsible for it.", bounds=(1, 200))
    until: Annotated[date, MAY_LIE_AHEAD] = stated("The last day on which it is used.")


class WatchlistDetails(WatchlistTerms, ListFileDetails):
    """What people state of a watchlist."""


class WatchlistRequest(WatchlistDetails, needs=("source", "name", "basis", "owner", "until")):
    """A watchlist to be used."""


class Watchlist(WatchlistDetails):
    """A list against which travellers are compared."""

    form: str = made("How it came: un, ofac, table, or person (typed by hand).")
    people: int = made("How many people it names.")
    case: str = made("The case of whose people it was made, by its id; empty for others.", "")
    asked_by: Annotated[str, PERSON] = made("Who put one person on it by name; empty for other lists.", "")
    agreed_by: Annotated[str, PERSON] = made("Who agreed to that as a second person.", "")
    agreed_because: str = made("Why that person agreed.", "")
    waits: bool = made("Whether a second person has to agree before it is used.", False)
    ended: str = made("Why it was ended.", "")

    def used_on(self, day: date) -> bool:
        """Whether travellers are compared with it on a day."""
        return self.until >= day and not self.waits


_EXAMPLE = Watchlist(
    name="Sample list",
    source="00000000000000aa",
    form="table",
    people=1,
    basis="Sample order 12",
    owner="Sample court",
    until=date(2027, 1, 1),
)


WATCHLIST = Kind(
    "watchlist",
    Watchlist,
    lambda body: body.name,
    "passengers",
    _EXAMPLE,
    home="desk",
    relations={"asker": lambda at, body: body.asked_by == at.actor.id},
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("ends", "day", lambda body: body.until),
        Key("owner", "text", lambda body: body.owner),
    ),
)
