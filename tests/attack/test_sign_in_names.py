"""Sign-in names that look alike are one name: nobody signs in as a colleague's double."""

import pytest

from tahqiq.access.door import Door
from tahqiq.kit.errors import Conflict

from .conftest import PASSWORD


def test_two_names_that_differ_in_capital_letters_are_one(door: Door) -> None:
    ana = door.people.add("ana", "Ana", frozenset({"analyst"}), PASSWORD, "test")
    for taken in ("ANA", "Ana", "ana"):
        with pytest.raises(Conflict, match="already in use"):
            door.people.add(taken, "Other", frozenset({"analyst"}), PASSWORD, "test")
    with pytest.raises(Conflict, match="already in use"):
        door.people.rename(door.people.get("chief").id, "aNa", "Chief", "en")
    door.people.rename(ana.id, "ANA", "Ana", "en")
    assert door.people.get(ana.id).login == "ANA"
