"""The rule of techniques: when a substance may be said to be in an exhibit."""

import hashlib
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.lab.examinations.ledger import TECHNIQUES, Outcome, Result, Technique, lacks, standings

RUN = "a" * 64
"""The data of one injection."""


def result(technique: Technique, outcome: Outcome = "positive", **more: object) -> Result:
    """A result whose data are of a measurement of its own."""
    given_ = {
        "substance": "amphetamine",
        "basis": "reference-material",
        "reference": "lot 7",
        "data": hashlib.sha256(technique.encode()).hexdigest(),
        **more,
    }
    return Result.model_validate({"technique": technique, "outcome": outcome, **given_})


def stands(*results: Result) -> tuple[str, list[str]]:
    one = standings(list(enumerate(results, 1)))[0]
    return one.holds, one.wanting


def test_a_spectrum_and_a_retention_of_two_injections_establish_a_substance() -> None:
    assert stands(result("mass-spectrum"), result("gc-retention")) == ("yes", [])


def test_two_techniques_are_two_measurements() -> None:
    one = [result("mass-spectrum", data=RUN), result("gc-retention", data=RUN)]
    assert stands(*one) == ("unknown", ["second-measurement"])
    assert stands(*one, result("gc-retention", sampling=2, data="")) == ("unknown", ["second-measurement"])
    assert stands(*one, result("mass-spectrum", sampling=2)) == ("yes", [])
    assert stands(*one, result("colour-test", data="", reference="")) == ("yes", [])


@pytest.mark.parametrize(
    ("results", "wanting"),
    [
        ([result("mass-spectrum")], ["second-technique"]),
        ([result("mass-spectrum"), result("mass-spectrum", sampling=2)], ["second-technique"]),
        ([result("infrared"), result("raman")], ["second-technique"]),
        ([result("gc-retention"), result("colour-test")], ["category-a"]),
        ([result("gc-retention"), result("thin-layer")], ["category-a"]),
        (
            [result("mass-spectrum", basis="library"), result("gc-retention")],
            ["reference-material", "category-a"],
        ),
        (
            [result("mass-spectrum", reference=""), result("gc-retention")],
            ["reference-material", "category-a"],
        ),
        ([result("mass-spectrum", data=""), result("gc-retention")], ["reviewable-data", "category-a"]),
        ([result("mass-spectrum"), result("gc-retention", "inconclusive")], ["second-technique"]),
        (
            [result("mass-spectrum", isomers=["X", "Y"]), result("gc-retention", isomers=["x "])],
            ["isomer-tie"],
        ),
        ([result("mass-spectrum"), result("gc-retention"), result("infrared", "negative")], ["contradicted"]),
    ],
)
def test_what_is_wanting_blocks_and_is_told(results: list[Result], wanting: list[str]) -> None:
    assert stands(*results) == ("unknown", wanting)


def test_three_without_structure_and_a_tie_that_another_technique_breaks() -> None:
    assert stands(result("gc-retention"), result("thin-layer"), result("colour-test", reference="")) == (
        "yes",
        [],
    )
    assert stands(result("mass-spectrum", isomers=["x"]), result("gc-retention")) == ("yes", [])
    assert stands(result("mass-spectrum", "negative")) == ("no", [])


def test_substances_do_not_help_each_other() -> None:
    ledger = [
        result("mass-spectrum"),
        result("gc-retention", substance="caffeine"),
        result("gc-retention", substance=" Amphetamine "),
    ]
    found = standings(list(enumerate(ledger, 1)))
    assert [(one.substance, one.holds, one.counted) for one in found] == [
        ("amphetamine", "yes", [1, 3]),
        ("caffeine", "unknown", [2]),
    ]


RESULTS = st.lists(
    st.builds(
        result,
        st.sampled_from(list(TECHNIQUES)),
        st.sampled_from(["positive", "negative", "inconclusive"]),
        basis=st.sampled_from(["library", "reference-material"]),
    ),
    min_size=1,
    max_size=6,
)


@given(RESULTS)
def test_nothing_is_established_by_libraries_or_by_one_property(results: list[Result]) -> None:
    found = standings(list(enumerate(results, 1)))[0]
    if found.holds == "yes":
        counted = [results[place - 1] for place in found.counted]
        assert len({TECHNIQUES[one.technique][1] for one in counted}) >= 2
        assert all(
            one.basis == "reference-material" or TECHNIQUES[one.technique][0] == "C" for one in counted
        )
        assert not [one for one in results if one.outcome == "negative"]


def test_every_pair_of_a_category_a_with_another_property_is_enough_and_no_other_pair() -> None:
    for left, right in combinations(TECHNIQUES, 2):
        wanted = (
            "A" in (TECHNIQUES[left][0], TECHNIQUES[right][0]) and TECHNIQUES[left][1] != TECHNIQUES[right][1]
        )
        of = "cannabis" if "microscopy" in (left, right) else "amphetamine"
        found = [result(one, substance=of) for one in (left, right)]  # type: ignore[arg-type]
        assert (stands(*found)[0] == "yes") is wanted


def test_microscopy_counts_for_cannabis_alone() -> None:
    assert lacks(result("microscopy", substance="cannabis")) == []
    assert lacks(result("microscopy", substance="amphetamine")) == ["cannabis-alone"]
