"""Entities from judgements in a store: for each viewer, undone one by one, worked out again only where
something changed."""

from collections.abc import Iterable
from itertools import count, pairwise
from random import Random
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.model.scope import Scope
from tahqiq.resolve.clusters import Clustering, Clusters
from tahqiq.resolve.solve import Solved, solve
from tahqiq.resolve.visible import oldest_sources
from tahqiq.store.judgements import Judgement, Verdict
from tahqiq.store.nodes import node_numbers, node_rows
from tahqiq.store.workspace import Workspace
from tests.store.conftest import Batch, Publish, new_database, postgres_server, publish, seeing, workspace  # noqa: F401

NAMES = "ABCDEFG"


class Judge(Protocol):
    """Judges two of the people by letter; an undoing takes the judgement's id; ``more`` are further cases it
    rests on."""

    def __call__(
        self,
        left: str,
        right: str,
        verdict: Verdict,
        supersedes: tuple[str, ...] = (),
        more: tuple[str, ...] = (),
    ) -> Judgement: ...


@pytest.fixture
def people(workspace: Workspace, publish: Publish) -> dict[str, int]:  # noqa: F811
    """Seven people, A in case c1 and so on up to E; F and G in case c2."""
    ids: dict[str, bytes] = {}
    for name in NAMES:

        def build(batch: Batch, name: str = name) -> None:
            person = batch.entity("Person", name)
            batch.say(person, "name", name, 1)
            ids[name] = batch.nodes.ids[person]

        publish(name.encode(), build, "c2" if name in "FG" else "c1")  # type: ignore[call-arg]
    numbers = node_numbers(workspace.database, list(ids.values()))
    return {name: numbers[identity] for name, identity in ids.items()}


@pytest.fixture
def judge(workspace: Workspace, people: dict[str, int]) -> Judge:  # noqa: F811
    """Judges two of the people by letter; an undoing takes the judgement's id."""
    serial = count(1)
    ids = {no: row[0] for no, row in node_rows(workspace.database, list(people.values())).items()}
    classes = {
        case: {item.no for item in workspace.sources.data_classes() if item.case == case}
        for case in ("c1", "c2")
    }

    def run(
        left: str, right: str, verdict: Verdict, supersedes: tuple[str, ...] = (), more: tuple[str, ...] = ()
    ) -> Judgement:
        low, high = sorted((people[left], people[right]))
        rests = {"c2" if name in "FG" else "c1" for name in left + right} | set(more)
        seen = frozenset(no for case in rests for no in classes[case])
        made = Judgement(
            0,
            f"{next(serial):016x}",
            "r",
            low,
            high,
            ids[low],
            ids[high],
            verdict,
            None,
            "",
            seen,
            "why",
            "",
            "p",
            "2024",
            supersedes,
        )
        workspace.judgements.add([made])
        return made

    return run


def named(found: Clustering, people: dict[str, int]) -> list[str]:
    """Groups as words, each in the order of display."""
    letters = {no: name for name, no in people.items()}
    return sorted("".join(letters[no] for no in members) for members in found.groups.values())


def test_a_chain_is_one_entity_and_its_oldest_fragment_stands_for_it(
    workspace: Workspace,  # noqa: F811
    people: dict[str, int],
    judge: Judge,  # noqa: F811, RUF100
) -> None:
    judge("B", "C", "same")
    judge("A", "B", "same")
    clusters, scope = Clusters(workspace), seeing(workspace)
    assert named(clusters.clustering(scope), people) == ["ABC"]
    assert clusters.representatives(scope) == {
        people["A"]: people["A"],
        people["B"]: people["A"],
        people["C"]: people["A"],
    }
    assert clusters.clustering(scope).members(people["C"])[0] == people["A"]
    assert clusters.clustering(scope).members(people["D"]) == (people["D"],)


def test_undoing_one_merge_of_a_chain_works_out_only_that_chain(
    workspace: Workspace,  # noqa: F811
    people: dict[str, int],
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = judge("A", "B", "same")
    judge("B", "C", "same")
    judge("D", "E", "same")
    clusters, scope = Clusters(workspace), seeing(workspace)
    assert named(clusters.clustering(scope), people) == ["ABC", "DE"]
    worked: set[int] = set()

    def spy(sames: list[Judgement], differents: list[Judgement]) -> Solved:
        worked.update(node for item in [*sames, *differents] for node in item.pair)
        return solve(sames, differents)

    monkeypatch.setattr("tahqiq.resolve.clusters.solve", spy)
    undone = judge("A", "B", "undo", (first.id,))
    assert named(clusters.clustering(scope), people) == ["BC", "DE"]
    assert worked == {people["B"], people["C"]}
    judge("A", "B", "undo", (undone.id,))
    assert named(clusters.clustering(scope), people) == ["ABC", "DE"]
    assert people["D"] not in worked


def test_a_merge_that_rests_on_hidden_things_is_not_there(
    workspace: Workspace,  # noqa: F811
    people: dict[str, int],
    judge: Judge,  # noqa: F811, RUF100
) -> None:
    judge("A", "B", "same", more=("c2",))
    judge("C", "F", "same")
    judge("F", "D", "same")
    judge("E", "D", "same")
    clusters = Clusters(workspace)
    outside = clusters.clustering(seeing(workspace))
    assert named(outside, people) == ["DE"]
    assert len(outside.live) == len(outside.seen) == 1
    assert named(clusters.clustering(seeing(workspace, "c1", "c2")), people) == ["AB", "CDEF"]


def test_a_retracted_fragment_takes_its_merges_with_it(
    workspace: Workspace,  # noqa: F811
    people: dict[str, int],
    judge: Judge,  # noqa: F811, RUF100
) -> None:
    judge("A", "B", "same")
    judge("B", "C", "same")
    clusters, scope = Clusters(workspace), seeing(workspace)
    assert named(clusters.clustering(scope), people) == ["ABC"]
    row = workspace.database.query("SELECT entity, id, source FROM statement WHERE entity=?", (people["B"],))[
        0
    ]
    with workspace.database.transaction() as transaction:
        columns = ("entity", "id", "source", "seq", "kind", "at", "actor", "reason")
        transaction.insert_many("retraction", columns, [(*row, 1, "retract", "2024", "p", "why")])
    assert named(clusters.clustering(scope), people) == []


def test_what_contradicts_waits_for_a_person(
    workspace: Workspace,  # noqa: F811
    people: dict[str, int],
    judge: Judge,  # noqa: F811, RUF100
) -> None:
    judge("A", "B", "same")
    apart = judge("A", "C", "different")
    judge("B", "C", "same")
    clusters, scope = Clusters(workspace), seeing(workspace)
    found = clusters.clustering(scope)
    assert len(found.groups) == 1
    assert [item.against for item in found.contradictions.values()] == [(found.seen[apart.id],)]
    judge("A", "C", "undo", (apart.id,))
    assert named(clusters.clustering(scope), people) == ["ABC"]
    assert clusters.clustering(scope).contradictions == {}


def undo(judge: Judge, people: dict[str, int], item: Judgement) -> Judgement:
    """Take a judgement back."""
    left, right = (name for name, no in people.items() if no in item.pair)
    return judge(left, right, "undo", (item.id,))


Step = tuple[str, str, Verdict] | int
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from("ABCDE"),
            st.sampled_from("ABCDE"),
            st.sampled_from(["same", "different", "unsure"]),
        ),
        st.integers(0, 40),
    ),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.randoms(use_true_random=False))
def test_any_judgements_and_undoings_leave_what_a_fresh_look_finds(
    workspace: Workspace,  # noqa: F811
    people: dict[str, int],
    judge: Judge,
    steps: list[Step],
    random: Random,
) -> None:
    """Step by step equals all at once; and when everything is undone, in any order, nothing is merged."""
    clusters, scope = Clusters(workspace), seeing(workspace)
    for item in list(clusters.clustering(scope).live.values()):
        if item.verdict != "undo":
            undo(judge, people, item)
    made: list[Judgement] = []
    for step in steps:
        if isinstance(step, tuple):
            if step[0] != step[1]:
                made.append(judge(*step))
        elif isinstance(step, int) and made:
            taken = made[step % len(made)]
            if taken.id in clusters.clustering(scope).live:
                made.append(undo(judge, people, taken))
        now, fresh = clusters.clustering(scope), Clusters(workspace).clustering(scope)
        assert now.groups == fresh.groups
        assert now.representatives == fresh.representatives
        assert now.live.keys() == fresh.live.keys()
        assert now.contradictions.keys() == fresh.contradictions.keys()
        assert {node: ids for node, ids in now.about.items() if ids} == {
            node: ids for node, ids in fresh.about.items() if ids
        }
    live = [item for item in clusters.clustering(scope).live.values() if item.verdict != "undo"]
    random.shuffle(live)
    for item in live:
        undo(judge, people, item)
    assert not clusters.clustering(scope).groups


CHAINS = st.lists(st.integers(1, 4), min_size=2, max_size=4).filter(
    lambda sizes: sum(sizes) <= 6 and max(sizes) > 1
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHAINS, st.permutations("ABCDEFG"), st.randoms(use_true_random=False))
def test_undoing_one_merge_reads_and_works_out_only_its_component(
    workspace: Workspace,  # noqa: F811
    people: dict[str, int],
    judge: Judge,
    sizes: list[int],
    order: list[str],
    random: Random,
) -> None:
    """Of several chains one link is taken back: no other chain is read or worked out, and the others are the
    very groups they were."""
    clusters, scope = Clusters(workspace), seeing(workspace, "c1", "c2")
    for item in list(clusters.clustering(scope).live.values()):
        if item.verdict != "undo":
            undo(judge, people, item)
    chains = [order[sum(sizes[:no]) : sum(sizes[: no + 1])] for no in range(len(sizes))]
    links = [(chain, judge(left, right, "same")) for chain in chains for left, right in pairwise(chain)]
    before = clusters.clustering(scope)
    chain, taken = random.choice(links)
    read, worked = set[int](), set[int]()

    def reading(held: Workspace, seen: Scope, nodes: Iterable[int]) -> dict[int, str]:
        wanted = set(nodes)
        read.update(wanted)
        return oldest_sources(held, seen, wanted)

    def solving(sames: list[Judgement], differents: list[Judgement]) -> Solved:
        worked.update(node for item in sames for node in item.pair)
        return solve(sames, differents)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tahqiq.resolve.visible.oldest_sources", reading)
        patch.setattr("tahqiq.resolve.clusters.solve", solving)
        undo(judge, people, taken)
        after = clusters.clustering(scope)
    inside = {people[name] for name in chain}
    assert read == set(taken.pair)
    assert worked == {
        node for held, item in links if held is chain and item is not taken for node in item.pair
    }
    others = {shown: members for shown, members in before.groups.items() if shown not in inside}
    assert all(after.groups[shown] is members for shown, members in others.items())
    assert after.groups == Clusters(workspace).clustering(scope).groups
