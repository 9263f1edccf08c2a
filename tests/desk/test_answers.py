"""Numbers come as people type them: on the page and on the server one text means one number."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from tahqiq.desk.answers import Strict
from tahqiq.desk.decimals import Decimals
from tahqiq.kit.reasons import reason
from tahqiq.kit.unfit import unfit

TYPED = json.loads((Path(__file__).parents[2] / "ui/src/core/typed-numbers.json").read_text(encoding="utf-8"))


class Weighed(Strict):
    grams: float | None = None
    packages: int | None = None
    text: Decimals = ""
    name: str = ""


@pytest.mark.parametrize(("text", "number"), TYPED["understood"].items())
def test_a_number_is_understood(text: str, number: str) -> None:
    assert Weighed(text=text).text == number
    if number:
        assert Weighed.model_validate({"grams": text}).grams == float(number)


@pytest.mark.parametrize("text", TYPED["refused"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Weighed(text=text)
    with pytest.raises(ValidationError):
        Weighed.model_validate({"packages": text})


def test_a_part_of_one_is_no_whole_number() -> None:
    with pytest.raises(ValidationError):
        Weighed.model_validate({"packages": "12,5"})
    with pytest.raises(ValidationError) as refused:
        Weighed.model_validate({"packages": "50.000"})  # may be fifty thousand
    assert unfit(refused.value.errors()[0]) == reason("unfit-whole")
    assert refused.value.errors()[0]["loc"] == ("packages",)
    assert Weighed.model_validate({"packages": "١٢", "name": "12,5"}) == Weighed(packages=12, name="12,5")
