"""Every kind of the desk keeps what it is given; many at once are logged one by one, and compartments are
closed to who is outside."""

from typing import Any

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.desks.custody.compartments import inside
from tahqiq.desks.custody.kinds import KINDS
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.model.kind import Kind
from tests.desks.conftest import person
from tests.seat import Seat


def test_every_kind_keeps_its_example_and_the_log_holds(at: Seat) -> None:
    for kind in KINDS:
        if kind.compartment:
            assert inside(at, kind.compartment)
        case = "" if kind.home == "desk" else at.home
        other = kind.example.model_copy(update={kind.numbered: "another"} if kind.numbered else {})
        [first, second] = at.records(kind).save_new([kind.example, other], case)
        kept = at.records(kind).get(first, case)
        assert kept.body == kind.example
        assert kept.version == 1
        assert at.records(kind).put_away(second, 1, case).version == 2
        for key in kind.keys:
            assert first in [
                one.id
                for one in at.records(kind).find({key.name: key.of(kind.example)}, case, limit=500).records
            ], key.name
    assert Verifier(at.bench.door).verify().holds


@pytest.mark.parametrize(
    "kind", [one for one in KINDS if one.numbered and not one.compartment], ids=lambda one: one.name
)
def test_a_number_belongs_to_one_record(at: Seat, kind: Kind[Any]) -> None:
    case = "" if kind.home == "desk" else at.home
    kept = at.records(kind).save(kind.example, case)
    with pytest.raises(Conflict, match="another record"):
        at.records(kind).save(kind.example, case)
    with pytest.raises(Conflict, match="another record"):
        at.records(kind).save_new([kind.example], case)
    assert at.records(kind).save(kind.example, case, kept.id, 1).version == 1
    assert at.records(kind).count(case=case)[None] == 1


def test_who_is_outside_a_compartment_reads_and_writes_nothing_there(at: Seat) -> None:
    other = person(at, "guard", "analyst")
    for kind in [one for one in KINDS if one.compartment]:
        assert inside(at, kind.compartment)
        at.records(kind).save_new([kind.example])
        assert at.records(kind).count({})[None] == 1
        assert other.records(kind).count({})[None] == 0
        assert not other.records(kind).whole()
        assert not inside(other, kind.compartment)
        with pytest.raises(NotFound) as closed:
            other.records(kind).save(kind.example)
        assert closed.value.code == "no-such-compartment"
