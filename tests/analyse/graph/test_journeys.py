"""Ways that respect time agree with trying everything."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.graph.arrays import LATEST
from tahqiq.analyse.graph.journeys import Journey, fewest, quickest

from .graphs import Contact, everything, of_contacts

NODES = 6
CONTACTS = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(1, 30)), max_size=14
)


def steps(contacts: list[Contact], directed: bool) -> list[Contact]:
    return sorted(
        {
            one
            for a, b, t in contacts
            if a != b
            for one in ([(a, b, t)] if directed else [(a, b, t), (b, a, t)])
        },
        key=lambda item: item[2],
    )


def arrivals(contacts: list[Contact], start: int, directed: bool, waiting: int, since: int) -> dict[int, int]:
    """The earliest arrival at everything that can be reached, by following every contact after every
    other."""
    reached = {(start, since, True)}
    waits = list(reached)
    found = {start: since}
    known = steps(contacts, directed)
    while waits:
        here, now, free = waits.pop()
        for a, b, t in known:
            state = (b, t, False)
            if a == here and t >= now and (free or t <= now + waiting) and state not in reached:
                reached.add(state)
                waits.append(state)
                found[b] = min(found.get(b, t), t)
    return found


def lengths(contacts: list[Contact], start: int, directed: bool, since: int) -> dict[int, int]:
    """The fewest steps to everything that can be reached without limit on waiting."""
    found, level, labels = {start: 0}, 0, {start: since}
    while True:
        level += 1
        fresh: dict[int, int] = {}
        for a, b, t in steps(contacts, directed):
            if a in labels and t >= labels[a]:
                fresh[b] = min(fresh.get(b, t), t)
        improved = {node: t for node, t in fresh.items() if t < labels.get(node, 10**9)}
        if not improved:
            return found
        for node, t in improved.items():
            found.setdefault(node, level)
            labels[node] = t


def holds(journey: Journey, contacts: list[Contact], directed: bool, waiting: int, since: int) -> None:
    """A journey is made of contacts in order."""
    known = set(steps(contacts, directed))
    assert all((a, b, t) in known for (a, b), t in zip(pairwise(journey.nodes), journey.moments, strict=True))
    moments = [since, *journey.moments]
    assert all(one <= other for one, other in pairwise(moments))
    assert all(other - one <= waiting for one, other in pairwise(moments[1:]))


@given(CONTACTS, st.booleans(), st.sampled_from([LATEST, 0, 3, 8]), st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_the_earliest_arrival_is_that_of_trying_everything(
    contacts: list[Contact], directed: bool, waiting: int, since: int
) -> None:
    graph = of_contacts(NODES, contacts)
    wanted = arrivals(contacts, 0, directed, waiting, since)
    for end in range(1, NODES):
        found = quickest(graph, everything(graph), 0, end, since=since, directed=directed, waiting=waiting)
        assert bool(found.nodes) == (end in wanted)
        if found.nodes:
            assert (found.nodes[0], found.nodes[-1], found.moments[-1]) == (0, end, wanted[end])
            holds(found, contacts, directed, waiting, since)


@given(CONTACTS, st.booleans(), st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_the_fewest_steps_are_those_of_trying_everything(
    contacts: list[Contact], directed: bool, since: int
) -> None:
    graph = of_contacts(NODES, contacts)
    wanted = lengths(contacts, 0, directed, since)
    for end in range(1, NODES):
        found = fewest(graph, everything(graph), 0, end, since=since, directed=directed)
        assert (len(found.nodes) - 1 if found.nodes else None) == wanted.get(end)
        if found.nodes:
            holds(found, contacts, directed, LATEST, since)


def test_a_contact_before_the_first_step_is_no_way_on() -> None:
    graph = of_contacts(3, [(0, 1, 20), (1, 2, 10)])
    assert quickest(graph, everything(graph), 0, 2).nodes == ()
    assert fewest(graph, everything(graph), 2, 0).nodes == (2, 1, 0)


def test_links_that_may_not_be_walked_are_not_walked() -> None:
    graph = of_contacts(3, [(0, 1, 5), (1, 2, 6), (0, 2, 1)])
    mask = everything(graph)
    assert fewest(graph, mask, 0, 2).nodes == (0, 2)
    mask[1] = 0  # (0, 2)
    assert fewest(graph, mask, 0, 2).nodes == quickest(graph, mask, 0, 2).nodes == (0, 1, 2)
