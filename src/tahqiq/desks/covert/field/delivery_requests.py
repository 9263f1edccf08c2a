"""What is asked about controlled deliveries."""

from pydantic import AwareDatetime, Field

from tahqiq.desk.custody import AMOUNT, WEIGHT
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.field.delivery import (
    LONG,
    Leg,
    Why,
    Word,
)


class DeliveryRequest(Strict):
    """A delivery that is planned."""

    number: str = Field(description="The authorisation, by its number in the register.")
    exhibit: str = Field(
        min_length=1,
        max_length=60,
        description=(
            "What is delivered, by the name of the exhibit; it comes into custody with the first holder."
        ),
    )
    grams: str = Field(pattern=f"^{AMOUNT}$", description="Its weight in grams.")
    at: AwareDatetime = Field(description="When the first holder took it, with its zone.")
    requesting: str = Field(default="", max_length=200, description="The state that asked for it.")
    holder: str = Field(min_length=1, max_length=100, description="Who has it first, by code.")
    substitution: str = Field(
        default="", max_length=LONG, description="What is put in the place of what is removed."
    )
    abort: list[str] = Field(min_length=1, max_length=100, description="When it is broken off.")


class OneDelivery(Strict):
    """A delivery."""

    delivery: str = Field(description="The delivery, by its number.")


class RouteLegRequest(Leg, OneDelivery):
    """The next leg of the way."""


class DeliveryWordRequest(OneDelivery):
    """A word on whether it goes on."""

    word: Word = Field(description="go, no-go or abort.")
    at: AwareDatetime = Field(description="When it was said, with its zone.")
    reason: str = Field(min_length=3, max_length=LONG, description="Why.")


class LegMomentRequest(OneDelivery):
    """When the next leg began."""

    at: AwareDatetime = Field(description="When, with its zone.")


class LegArrivalRequest(LegMomentRequest):
    """When the leg under way ended."""

    grams: str = Field(default="", pattern=WEIGHT, description="What the taker weighed, in grams.")
    accepted: str = Field(default="", max_length=100, description="Who accepts a loss; not the taker.")
    reason: str = Field(default="", max_length=2_000, description="Why it is accepted.")


class PartRemovalRequest(LegMomentRequest):
    """What was taken out."""

    part: str = Field(
        min_length=1, max_length=60, description="The part, by the name that it has from now on."
    )
    why: Why = Field(description="sampled or removed.")
    grams: str = Field(pattern=f"^{AMOUNT}$", description="Its weight in grams.")
    reason: str = Field(min_length=3, max_length=2_000, description="Why.")


class DeliveryClosingRequest(LegMomentRequest):
    """The end of a delivery."""

    result: str = Field(min_length=3, max_length=LONG, description="What came of it.")
    witness: str = Field(min_length=1, max_length=100, description="The second person who was there.")
