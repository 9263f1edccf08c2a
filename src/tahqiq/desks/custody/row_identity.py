"""By what a row of a register in a file is known again."""

from typing import Any

from pydantic import BaseModel

from tahqiq.model.kind import Kind, kept


def identity(kind: Kind[Any], body: BaseModel) -> str:
    """Its number or code, or what it says of whom and when."""
    values = body.__dict__
    if kind.name == "custody-place":
        return str(values["code"])
    if kind.name == "custody-order":  # one order may hold several people
        return f"{values['number']}|{values['booking']}"
    if "number" in values:
        return str(values["number"])
    return "|".join(
        str(kept(key.type, key.of(body)))
        for key in kind.keys
        if key.name not in ("ended", "open", "facility", "review")
    )
