"""Values of parameters: filled in, checked, and refused with analysis and parameter named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Result
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.registry import analyses
from tahqiq.analyse.values import Values, checked
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.kit.messages import LOCALES


def nothing(_context: Context, _values: Values) -> Result:
    return Result(())


def asked(*parameters: Parameter) -> Analysis:
    return Analysis("degree", "networks", parameters, (), nothing)


def test_texts_of_the_command_line_and_json_give_the_same() -> None:
    one = asked(
        Parameter("limit", "integer", 5, 1, 10),
        Parameter("weighted", "flag", False),
        Parameter("labels", "texts"),
        Parameter("since", "time"),
        Parameter("missing-share", "number", 0.1, 0, 1),
        Parameter("things", "nodes"),
    )
    line = {
        "limit": "7",
        "weighted": "yes",
        "labels": "Call, Message,Call",
        "since": "2024-05-01T00:00:00+03:00",
        "missing-share": "0.5",
        "things": "AB12CD,ef56ab",
    }
    json = {
        "limit": 7,
        "weighted": True,
        "labels": ["Call", "Message"],
        "since": "2024-05-01T00:00:00+03:00",
        "missing-share": 0.5,
        "things": ["ab12cd", "ef56ab"],
    }
    assert checked(one, line) == checked(one, json)
    assert checked(one, line).texts("labels") == ("Call", "Message")
    assert checked(one, {}).integer("limit") == 5


def test_names_are_written_with_hyphens_and_understood_with_underscores() -> None:
    one = asked(Parameter("missing-share", "number", 0.1, 0, 1))
    assert checked(one, {"missing_share": "0.5"}) == checked(one, {"missing-share": 0.5})
    assert all("_" not in parameter.name for item in analyses() for parameter in item.parameters)


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        (Parameter("limit", "integer", 1, 1, 9), 10, "parameter-out-of-range"),
        (Parameter("limit", "integer", 1), "1.5", "parameter-not-integer"),
        (Parameter("limit", "integer", 1), True, "parameter-not-integer"),
        (Parameter("weighted", "flag"), "perhaps", "parameter-not-flag"),
        (Parameter("direction", "choice", "in", choices=("in", "out")), "up", "parameter-not-a-choice"),
        (Parameter("thing", "node"), "xyz", "parameter-not-node"),
        (Parameter("since", "time"), "2024-05-01T00:00:00", "parameter-not-time"),
        (Parameter("thing", "node", required=True), "", "parameter-missing"),
        (Parameter("missing-share", "number"), "nan", "parameter-not-number"),
        (Parameter("things", "nodes", low=2), "ab12cd", "parameter-out-of-range"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(parameter: Parameter, value: object, code: str) -> None:
    with pytest.raises(WrongUse) as refused:
        checked(asked(parameter), {parameter.name: value})
    assert (refused.value.code, refused.value.params["analysis"], refused.value.params["parameter"]) == (
        code,
        "degree",
        parameter.name,
    )


VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text() | st.integers(), max_size=4)
    | st.dictionaries(st.text(), st.text())
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["limit", "weighted", "labels", "since", "thing", "direction", "missing-share", "other"]
        ),
        VALUES,
    )
)
def test_anything_is_taken_or_refused_plainly(given_values: dict[str, object]) -> None:
    one = asked(
        Parameter("limit", "integer", 5, 1, 10),
        Parameter("weighted", "flag", False),
        Parameter("labels", "texts"),
        Parameter("since", "time"),
        Parameter("thing", "node"),
        Parameter("direction", "choice", "in", choices=("in", "out")),
        Parameter("missing-share", "number", 0.1, 0, 1),
    )
    try:
        found = checked(one, given_values)
    except TahqiqError:
        return
    assert set(found.plain) == {item.name for item in one.parameters}
    found.time("since")


@pytest.mark.parametrize("one", analyses(), ids=lambda item: item.id)
def test_every_declaration_has_its_words_and_defaults_that_fit(one: Analysis) -> None:
    for locale in LOCALES:
        assert all([*one.title(locale), *one.meaning(locale)]), locale
        assert all(item.label(locale).sentence for item in one.parameters)
        assert all(item.label(locale).sentence for item in one.columns)
    assert len({item.name for item in one.parameters}) == len(one.parameters)
    assert len({item.name for item in one.columns}) == len(one.columns)
    filled: dict[str, object] = {
        item.name: item.default for item in one.parameters if item.default is not None
    }
    given_values = {
        "nodes": ["ab12cd", "ef56ab"],
        "texts": ["x", "y"],
        "node": "ab12cd",
        "text": "x",
        "time": "2024-05-01T00:00:00+03:00",
    }
    required = {
        item.name: given_values.get(item.kind, item.low or 1) for item in one.parameters if item.required
    }
    checked(one, {**required, **filled})
