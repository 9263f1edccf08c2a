"""The planted facts can be found in the files, and only in the way that the truth says."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise, product
from typing import Any

import networkx as nx
import pytest

from tahqiq.samples.truth import Truth


def _story(truth: Truth) -> dict[str, Any]:
    return dict(truth.data)


def _together(calls: list[Any], pair: list[str], *, zones: bool) -> set[str]:
    """Cells that both phones used within half an hour."""
    one, two = ([c for c in calls if c.target == number] for number in pair)
    return {
        x.cell
        for x, y in product(one, two)
        if x.cell == y.cell and abs(x.moment(zones) - y.moment(zones)) <= timedelta(minutes=30)
    }


def test_meeting_only_with_the_right_zone(small: Truth, calls: list[Any]) -> None:
    meeting = _story(small)["meeting"]
    assert _together(calls, meeting["phones"], zones=True) == {meeting["cell"]}
    assert _together(calls, meeting["phones"], zones=False) == set()


def test_meeting_time_and_silence_between_the_two(small: Truth, calls: list[Any]) -> None:
    meeting = _story(small)["meeting"]
    begin, end = datetime.fromisoformat(meeting["from_utc"]), datetime.fromisoformat(meeting["to_utc"])
    there = [c for c in calls if c.target in meeting["phones"] and c.cell == meeting["cell"]]
    assert len(there) == _story(small)["meeting_events"] == 7
    assert all(begin <= c.moment() <= end for c in there)
    assert not [c for c in there if c.other in meeting["phones"]]


def test_the_zone_can_be_found_from_shared_calls(small: Truth, calls: list[Any]) -> None:
    utc = _story(small)["meeting"]["phones"][1]
    mine = [c for c in calls if c.target == utc and c.other and c.out]
    theirs = [c for c in calls if c.other == utc and not c.out]
    shifts = Counter(
        round((y.moment(False) - x.moment(False)).total_seconds() / 3600)
        for x, y in product(mine, theirs)
        if x.other == y.target
        and x.seconds == y.seconds
        and x.kind == y.kind
        and abs((y.moment(False) - x.moment(False)).total_seconds()) < 13 * 3600
    )
    assert shifts.most_common(1)[0][0] == 3


def _graph(calls: list[Any], known: set[str] | None = None) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for c in calls:
        if c.other and "E+" not in c.other and (known is None or {c.target, c.other} <= known):
            weight = graph.get_edge_data(c.target, c.other, {"weight": 0})["weight"] + 1
            graph.add_edge(c.target, c.other, weight=weight)
    return graph


def _pagerank(graph: "nx.Graph[str]") -> dict[str, float]:
    """Power iteration, damping 0.85, weighted (networkx's own needs SciPy)."""
    strength = dict(graph.degree(weight="weight"))
    rank = dict.fromkeys(graph, 1 / len(graph))
    for _ in range(60):
        rank = {
            node: 0.15 / len(graph)
            + 0.85
            * sum(rank[other] * graph[node][other]["weight"] / strength[other] for other in graph[node])
            for node in graph
        }
    return rank


@pytest.mark.parametrize("only_known", [False, True])
def test_organiser_is_first_in_no_ranking_and_broker_bridges(
    small: Truth, calls: list[Any], only_known: bool
) -> None:
    story = _story(small)
    known = {phone["number"] for phone in story["phones"]} if only_known else None
    graph = _graph(calls, known)
    between = nx.betweenness_centrality(graph)
    measures = [
        dict(graph.degree()),
        dict(graph.degree(weight="weight")),
        between,
        nx.closeness_centrality(graph),
        _pagerank(graph),
        nx.eigenvector_centrality(graph, max_iter=1000),
    ]
    boss, broker = story["organiser"]["phone"], story["broker"]["phone"]
    for ranks in measures:
        order = sorted(ranks, key=lambda number: -ranks[number])
        assert order.index(boss) >= 2
    assert sorted(between, key=lambda number: -between[number]).index(broker) < 3


def test_travelling_pair(small: Truth, calls: list[Any]) -> None:
    first, second = _story(small)["travelling_pair"]["phones"]
    seconds = [c for c in calls if c.target == second]
    firsts = [c for c in calls if c.target == first]
    near = sum(
        any(x.cell == c.cell and abs(x.moment() - c.moment()) <= timedelta(minutes=5) for x in firsts)
        for c in seconds
    )
    assert near == len(seconds) > 20
    assert not [c for c in seconds if c.other == first]


def test_number_change_inherits_the_circle(small: Truth, calls: list[Any]) -> None:
    change = _story(small)["number_changes"][0]
    old = {c.other for c in calls if c.target == change["old"] and c.other}
    new = {c.other for c in calls if c.target == change["new"] and c.other}
    assert len(old & new) / len(new) > 0.4
    at = datetime.fromisoformat(change["at_utc"])
    assert (
        max(c.moment() for c in calls if c.target == change["old"])
        < at
        <= min(c.moment() for c in calls if c.target == change["new"])
    )
    assert not {c.imei for c in calls if c.target == change["old"]} & {
        c.imei for c in calls if c.target == change["new"]
    }


def test_handset_change_and_sim_swap(small: Truth, calls: list[Any]) -> None:
    story = _story(small)
    change, swap = story["handset_changes"][0], story["sim_swaps"][0]
    for number, at, old, new, field in (
        (change["phone"], change["at_utc"], change["imei_old"], change["imei_new"], "imei"),
        (swap["phone"], swap["at_utc"], swap["imsi_old"], swap["imsi_new"], "imsi"),
    ):
        for c in calls:
            if c.target == number:
                assert getattr(c, field) == (new if c.moment() >= datetime.fromisoformat(at) else old)


def test_lent_handset(small: Truth, calls: list[Any]) -> None:
    lent = _story(small)["shared_handsets"][0]
    users = {c.target for c in calls if c.imei == lent["imei"]}
    assert users <= set(lent["phones"])
    assert lent["phones"][0] in users


def test_no_phone_holds_two_conversations(calls: list[Any]) -> None:
    for number in {c.target for c in calls}:
        talks = sorted({(c.moment(), c.seconds) for c in calls if c.target == number and c.kind == "voice"})
        for (start, seconds), (following, _) in pairwise(talks):
            assert start + timedelta(seconds=seconds) <= following


def test_handset_log_repeats_the_records(small: Truth, calls: list[Any]) -> None:
    for item in _story(small)["handset_doubles"]:
        entry = small.files[item["file"]]
        named = ("Call Log", "SMS Messages", "Call", "SMS")
        assert item["count"] == sum(count for part, count in entry.parts.items() if part in named) > 0
        recorded = sum(c.target == entry.target and bool(c.other) for c in calls)
        assert item["count"] <= recorded + sum(
            t["lost"] for file in small.files.values() for t in file.problems
        )
