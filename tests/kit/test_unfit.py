"""Why a value does not fit, in the reader's language and never in the words of the library that checks."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from tahqiq.kit.messages import LOCALES
from tahqiq.kit.reasons import Reason, in_words
from tahqiq.kit.unfit import unfit


class Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    day: date = date(2026, 4, 1)
    at: datetime = datetime(2026, 4, 1)
    zoned: AwareDatetime | None = None
    whole: Annotated[int, Field(ge=1, le=9)] = 1
    part: float = 0.0
    sum: Decimal = Decimal(0)
    sort: Literal["cell", "work"] = "cell"
    code: Annotated[str, Field(pattern="^[0-9a-f]+$", min_length=2, max_length=4)] = "aa"
    lines: Annotated[list[str], Field(min_length=1, max_length=2)] = ["a"]
    flag: bool = False
    weight: Annotated[str, Field(pattern=r"^\d{1,6}(\.\d{1,4})?$")] = "1"
    units: Annotated[str, Field(pattern="^[1-9][0-9]{0,4}$")] = "1"
    own: str = ""

    @field_validator("own")
    @classmethod
    def known(cls, value: str) -> str:
        """A check of our own."""
        if value:
            raise ValueError("the port is closed")
        return value


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"day": "2026-13-45"}, "unfit-day"),
        ({"day": 1.5}, "unfit-day"),
        ({"at": "soon"}, "unfit-time"),
        ({"zoned": "2026-04-01T09:30"}, "unfit-zone"),
        ({"whole": "x"}, "unfit-whole"),
        ({"whole": 1.5}, "unfit-whole"),
        ({"whole": 0}, "unfit-least"),
        ({"whole": 10}, "unfit-most"),
        ({"part": "x"}, "unfit-number"),
        ({"sum": "x"}, "unfit-number"),
        ({"sort": "yard"}, "unfit-choice"),
        ({"code": "zz"}, "unfit-form"),
        ({"weight": "-5"}, "unfit-amount"),
        ({"units": "2.5"}, "unfit-whole"),
        ({"code": "a"}, "unfit-short"),
        ({"code": "aaaaaa"}, "unfit-long"),
        ({"code": 3}, "unfit-text"),
        ({"lines": []}, "unfit-few"),
        ({"lines": ["a", "b", "c"]}, "unfit-many"),
        ({"lines": "a"}, "unfit-list"),
        ({"flag": "perhaps"}, "unfit-flag"),
        ({"other": 1}, "unfit-extra"),
    ],
)
def test_what_does_not_fit_is_said_in_each_language(given: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Question.model_validate(given)
    why = unfit(raised.value.errors()[0])
    assert isinstance(why, Reason)
    assert why.code == code
    told = {in_words(why, locale) for locale in LOCALES}
    assert len(told) == len(LOCALES)
    assert not any("{" in one for one in told)


def test_a_check_of_our_own_keeps_its_words() -> None:
    with pytest.raises(ValidationError) as raised:
        Question.model_validate({"own": "x"})
    assert unfit(raised.value.errors()[0]) == "the port is closed"
