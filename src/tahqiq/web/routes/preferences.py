"""How the caller likes the page; it follows the person from one machine to another."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ValidationError

from tahqiq.web.deps import Bench

router = APIRouter(tags=["session"])


class PreferencesBody(BaseModel):
    """Language, digits, calendar, colours, density and which way time runs. ``language``, ``auto`` and
    ``page`` follow the language, the system and the page; an empty ``locale`` leaves the language to the
    browser."""

    locale: Literal["", "en", "ar", "ckb", "kmr-Arab"] = ""
    digits: Literal["language", "latn", "arab"] = "language"
    hijri: bool = False
    theme: Literal["auto", "light", "dark"] = "auto"
    density: Literal["normal", "dense"] = "normal"
    time: Literal["page", "ltr"] = "page"


class KeptPreferences(PreferencesBody):
    """The same with whether the caller ever chose; where not, the browser's own choice stands."""

    chosen: bool = False


@router.get("/preferences")
def preferences(bench: Bench) -> KeptPreferences:
    """What the caller chose."""
    chosen = bench.preferences()
    known = {name: value for name, value in chosen.items() if name in PreferencesBody.model_fields}
    try:
        return KeptPreferences.model_validate({**known, "chosen": bool(chosen)})
    except ValidationError:  # a newer program knew more to choose from
        return KeptPreferences(chosen=bool(chosen))


@router.put("/preferences", status_code=204)
def keep(body: PreferencesBody, bench: Bench) -> None:
    """Keep what the caller chose, in place of what was kept."""
    bench.keep_preferences(body.model_dump())
