"""Authorisations as questions name them, and records that stand under one."""

from pydantic import Field

from tahqiq.desk.answers import Strict


class AuthorisationReference(Strict):
    """An authorisation."""

    number: str = Field(description="The authorisation, by its number in the register.")


class UnderAuthorisation(Strict):
    """A record by its random number, and the authorisation that it is under."""

    number: str
    authorisation: str
