"""What is asked about surveillances, and what is answered of some, of bystanders and of sightings."""

from pydantic import Field

from tahqiq.desk.answers import Strict


class WatchReference(Strict):
    """A surveillance."""

    watch: str = Field(description="The surveillance, by its number.")
