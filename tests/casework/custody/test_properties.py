"""No sequence of acts makes a gap, two holders at once or lost mass; no sequence that is read is lost or
bridged."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.custody import Act, Chain, Consumed, Handed, Taken
from tahqiq.kit.errors import TahqiqError
from tests.casework.custody.told import (
    at,
    consumed,
    disposed,
    handed,
    opened,
    sealed,
    split,
    taken,
    weighed,
    withdrawn,
)

PEOPLE = ("ann", "ben", "cid")
EXHIBITS = ("E1", "E2", "E3")
people = st.sampled_from(PEOPLE)
exhibits = st.sampled_from(EXHIBITS)
seals = st.sampled_from(("S1", "S2"))
amounts = st.sampled_from(("0.05", "1", "10", "30", "60"))


@st.composite
def acts(draw: st.DrawFn, number: int, hour: float) -> Act:
    """Any act, possible or not."""
    own, by, name = draw(exhibits), draw(people), f"a{number}"
    match draw(st.integers(0, 11)):
        case 0 | 1:
            return taken(name, hour, by, own, draw(st.one_of(amounts, st.none())))
        case 2 | 3 | 4:
            return handed(
                name,
                hour,
                by,
                draw(st.one_of(people, st.just(""))),
                own,
                late=draw(st.sampled_from([0, 0, 0.2, 40])),
            )
        case 5:
            return sealed(name, hour, by, draw(seals), own)
        case 6:
            return opened(name, hour, by, draw(seals), own)
        case 7:
            part = (draw(exhibits), draw(st.one_of(amounts, st.none())))
            return split(name, hour, by, part, exhibit=own, lost=draw(st.sampled_from(["0", "0", "2"])))
        case 8:
            return consumed(name, hour, by, draw(amounts), own)
        case 9:
            return weighed(
                name, hour, by, draw(amounts), own, *draw(st.sampled_from([("", ""), ("head", "spilt")]))
            )
        case 10:
            return disposed(name, hour, by, own)
    return withdrawn(name, hour, by, f"a{draw(st.integers(0, max(0, number)))}", own)


@st.composite
def histories(draw: st.DrawFn) -> list[Act]:
    """Acts at growing times, some of them at the same time."""
    hour, made = 0.0, []
    for number in range(draw(st.integers(1, 14))):
        hour += draw(st.sampled_from([0, 1, 1, 5]))
        made.append(draw(acts(number, hour)))
    return made


@st.composite
def likely(draw: st.DrawFn) -> list[Act]:
    """Acts of which most are possible: the holder acts, seals are opened before something is taken out."""
    made: list[Act] = [taken("a0", 0, "ann", "E1", "100")]
    holders = {"E1": "ann"}
    for number in range(1, draw(st.integers(2, 16))):
        own = draw(st.sampled_from(sorted(holders)))
        by, name, hour = holders[own], f"a{number}", float(number)
        match draw(st.integers(0, 7)):
            case 0 | 1:
                taker = draw(people)
                made.append(handed(name, hour, by, taker, own))
                holders[own] = taker
            case 2:
                made.append(sealed(name, hour, by, f"S{number}", own))
            case 3:
                made.append(opened(name, hour, by, f"S{draw(st.integers(1, number))}", own))
            case 4:
                part = f"{own}.{number}"
                made.append(
                    split(
                        name,
                        hour,
                        by,
                        (part, draw(st.one_of(amounts, st.none()))),
                        exhibit=own,
                        lost=draw(st.sampled_from(["0", "0.3"])),
                    )
                )
                holders[part] = by
            case 5:
                made.append(consumed(name, hour, by, draw(amounts), own))
            case 6:
                made.append(
                    weighed(
                        name,
                        hour,
                        by,
                        draw(amounts),
                        own,
                        *draw(st.sampled_from([("", ""), ("head", "spilt")])),
                    )
                )
            case 7:
                made.append(disposed(name, hour, by, own))
    return made


def contiguous(chain: Chain) -> None:
    """Holders follow one another without a hole and without overlap, to the end or to the disposal."""
    for exhibit in chain.exhibits.values():
        for earlier, later in pairwise(exhibit.holdings):
            assert earlier.until == later.since
        for holding in exhibit.holdings:
            assert holding.until is None or holding.since <= holding.until
        assert all(holding.until is not None for holding in exhibit.holdings[:-1])


@given(st.one_of(histories(), likely()))
def test_what_is_made_here_has_no_gap_no_second_holder_and_no_lost_mass(given_acts: list[Act]) -> None:
    chain, accepted = Chain.of([]), []
    for act in given_acts:
        try:
            chain = chain.add(act)
        except TahqiqError:
            continue
        accepted.append(act)
    assert chain.acts == tuple(accepted)
    assert not [finding for finding in chain.findings if finding.impossible]
    assert Chain.of(accepted).exhibits == chain.exhibits
    contiguous(chain)
    standing = {act.id for act in accepted} - {act.corrects for act in accepted}
    for exhibit in chain.exhibits.values():
        assert exhibit.holdings
        assert all(holding.holder for holding in exhibit.holdings)
        assert (exhibit.holdings[-1].until is None) == (not exhibit.ended)
        assert exhibit.amount is None or exhibit.amount >= 0
        if exhibit.root == exhibit.id:
            balance = chain.balance(exhibit.id)
            assert balance.difference is None or abs(balance.difference) <= Decimal("0.1")
            family = {one.id for one in chain.exhibits.values() if one.root == exhibit.id}
            used = [
                act.amount
                for act in accepted
                if isinstance(act, Consumed) and act.exhibit in family and act.id in standing
            ]
            assert balance.consumed == sum(used, Decimal(0))
            [first] = [
                act
                for act in accepted
                if isinstance(act, Taken) and act.exhibit == exhibit.id and act.id in standing
            ]
            assert first.amount is None or balance.taken == first.amount


@given(histories().flatmap(st.permutations))
def test_what_is_read_is_kept_and_never_bridged(given_acts: list[Act]) -> None:
    chain = Chain.imported(given_acts)
    assert chain.acts == tuple(given_acts)
    contiguous(chain)
    by_time = {
        (act.exhibit, act.by, act.taker, act.happened) for act in given_acts if isinstance(act, Handed)
    }
    gaps = {
        (finding.exhibit, finding.persons["by"])
        for finding in chain.findings
        if finding.code == "custody-gap"
    }
    for exhibit in chain.exhibits.values():
        for earlier, later in pairwise(exhibit.holdings):
            if earlier.holder and later.holder and earlier.holder != later.holder:
                told = (exhibit.id, earlier.holder, later.holder, later.since) in by_time
                assert told or (exhibit.id, later.holder) in gaps
            if not earlier.holder:
                assert (exhibit.id, later.holder) in gaps
    legal = not [finding for finding in chain.findings if finding.impossible]
    try:
        Chain.of(given_acts)
    except TahqiqError:
        assert not legal
    else:
        assert legal


@given(likely())
def test_what_was_known_then_is_what_was_written_by_then(given_acts: list[Act]) -> None:
    chains = [Chain.of([])]
    for act in given_acts:
        try:
            chains.append(chains[-1].add(act))
        except TahqiqError:
            continue
    last = chains[-1]
    for chain in chains[1:]:
        then = last.known_at(chain.acts[-1].recorded)
        assert then.acts == chain.acts
        assert then.exhibits == chain.exhibits
    assert last.known_at(at(-1)).exhibits == {}
