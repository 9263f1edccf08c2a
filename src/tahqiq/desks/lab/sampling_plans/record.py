"""A sampling plan: how many units are to be examined, and which were drawn."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from tahqiq.desk.details import Details
from tahqiq.desk.operation import PERSON
from tahqiq.kit.reasons import reason
from tahqiq.kit.written_number import written_number


def _share(given: object) -> object:
    """A share as it is kept (0,9 and ٠٫٩ are 0.9); say how one is written where it was given in another
    way."""
    if not isinstance(given, str):
        return given
    plain = written_number(given) or given
    if not re.fullmatch(r"0?\.\d{1,6}|1(\.0+)?", plain):
        raise ValueError(reason("lab-share", value=given[:20]))
    return plain


Share = Annotated[str, BeforeValidator(_share)]
"""A share as text, so that it stays exact: 0.9."""


class SamplingPlanDetails(Details):
    """A population of units and what is to be shown of it."""

    units: int = Field(ge=1, le=1_000_000, description="How many units there are.")
    proportion: Share = Field(
        default="0.5",
        pattern=r"^0?\.\d{1,6}$|^1(\.0+)?$",
        description="At least this share of them is to be shown positive, as 0.9.",
    )
    confidence: Share = Field(
        default="0.95", pattern=r"^0?\.\d{1,6}$", description="With this confidence, as 0.95."
    )
    negatives: int = Field(
        default=0, ge=0, le=20, description="How many negatives among those examined are allowed for."
    )


class Picked(SamplingPlanDetails):
    """A random pick of units by a hypergeometric plan
    (:mod:`tahqiq.desks.lab.sampling_plans.operations`); ``seed`` gives the same ``picks`` again."""

    examine: int
    picks: list[int]
    seed: str
    at: str
    by: Annotated[str, PERSON]
