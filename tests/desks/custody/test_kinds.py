"""Every kind of the desk keeps what it is given; many at once are logged one by one, and compartments are closed to who is outside."""

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.desk import Desktop
from tahqiq.desks.custody.closed import inside
from tahqiq.desks.custody.records.kinds import KINDS
from tahqiq.kit.errors import NotFound
from tests.desks.conftest import person


def test_every_kind_keeps_its_example_and_the_log_holds(at: Desktop) -> None:
    for kind in KINDS:
        if kind.compartment:
            assert inside(at, kind.compartment)
        case = "" if kind.home == "desk" else at.home
        [first, second] = at.shelf(kind).save_new([kind.example, kind.example], case)
        kept = at.shelf(kind).get(first, case)
        assert kept.body == kind.example
        assert kept.version == 1
        assert at.shelf(kind).put_away(second, 1, case).version == 2
        for key in kind.keys:
            assert first in [one.id for one in at.shelf(kind).find({key.name: key.of(kind.example)}, case, limit=500).records], key.name
    assert Verifier(at.bench.door).verify().holds


def test_who_is_outside_a_compartment_reads_and_writes_nothing_there(at: Desktop) -> None:
    other = person(at, "guard", "analyst")
    for kind in [one for one in KINDS if one.compartment]:
        assert inside(at, kind.compartment)
        at.shelf(kind).save_new([kind.example])
        assert at.shelf(kind).count({})[None] == 1
        assert other.shelf(kind).count({})[None] == 0
        assert not other.shelf(kind).whole()
        assert not inside(other, kind.compartment)
        with pytest.raises(NotFound) as closed:
            other.shelf(kind).save(kind.example)
        assert closed.value.code == "no-such-compartment"
