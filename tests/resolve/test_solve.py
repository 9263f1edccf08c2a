"""Groups from judgements: cannot-link, contradictions, and that no order matters."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.resolve.solve import solve
from tahqiq.store.judgements import Judgement, Verdict

Given = tuple[int, int, bool, float | None, bool]


def judged(
    number: int, left: int, right: int, verdict: Verdict, score: float | None = None, machine: str = ""
) -> Judgement:
    """A judgement about two nodes; ids follow from the numbers."""
    low, high = sorted((left, right))
    ends = (low.to_bytes(16, "big"), high.to_bytes(16, "big"))
    return Judgement(
        number,
        f"{number:016x}",
        "r",
        low,
        high,
        *ends,
        verdict,
        score,
        "",
        frozenset({1}),
        "why",
        machine,
        "p",
        "2024-01-01T00:00:00Z",
    )


def run(items: list[Judgement]) -> tuple[tuple[tuple[int, ...], ...], list[tuple[int, int]]]:
    solved = solve(
        [item for item in items if item.verdict == "same"],
        [item for item in items if item.verdict == "different"],
    )
    return solved.groups, [item.same.pair for item in solved.contradictions]


def test_same_is_transitive() -> None:
    assert run([judged(1, 1, 2, "same"), judged(2, 2, 3, "same"), judged(3, 5, 6, "same")])[0] == (
        (1, 2, 3),
        (5, 6),
    )


def test_a_same_that_would_join_what_is_different_joins_nothing() -> None:
    groups, open_ = run([judged(1, 1, 2, "same"), judged(2, 1, 3, "different"), judged(3, 2, 3, "same")])
    assert groups == ((1, 2),)
    assert open_ == [(2, 3)]


def test_a_person_goes_before_a_program_and_the_surer_pair_first() -> None:
    apart = judged(1, 1, 3, "different")
    assert run([apart, judged(2, 1, 2, "same", 0.999, "linkage"), judged(3, 2, 3, "same")])[0] == ((2, 3),)
    assert run([apart, judged(2, 1, 2, "same", 0.9), judged(3, 2, 3, "same", 0.99)])[0] == ((2, 3),)


def test_different_between_groups_grows_with_them() -> None:
    groups, open_ = run(
        [
            judged(1, 1, 2, "same", 0.99),
            judged(2, 3, 4, "same", 0.98),
            judged(3, 2, 4, "different"),
            judged(4, 4, 5, "same", 0.97),
            judged(5, 1, 5, "same", 0.5),
        ]
    )
    assert groups == ((1, 2), (3, 4, 5))
    assert open_ == [(1, 5)]


PAIRS = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.integers(1, 9),
        st.booleans(),
        st.sampled_from([None, 0.5, 0.9, 0.99]),
        st.booleans(),
    ).filter(lambda one: one[0] != one[1]),
    max_size=25,
)


def made(given_: list[Given]) -> list[Judgement]:
    verdicts: list[Verdict] = ["same", "different"]
    return [
        judged(no, a, b, verdicts[apart], score, "m" if machine else "")
        for no, (a, b, apart, score, machine) in enumerate(given_)
    ]


@given(PAIRS, st.randoms(use_true_random=False))
def test_no_order_changes_the_groups(given_: list[Given], random: Random) -> None:
    items = made(given_)
    mixed = list(items)
    random.shuffle(mixed)
    assert run(items) == run(mixed)


@given(PAIRS)
def test_nothing_different_is_together_and_every_open_same_has_a_reason(given_: list[Given]) -> None:
    items = made(given_)
    groups, open_ = run(items)
    group = {node: members for members in groups for node in members}
    for item in items:
        if item.verdict == "different":
            assert item.right not in group.get(item.left, (item.left,))
        elif item.right not in group.get(item.left, (item.left,)):
            assert item.pair in open_
