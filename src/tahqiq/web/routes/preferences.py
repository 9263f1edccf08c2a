"""How the caller likes the page; it follows the person from one machine to another."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, Field, ValidationError

from tahqiq.kit.office import known_zone, office_zone
from tahqiq.web.deps import Bench

router = APIRouter(tags=["session"])


def _zone(name: str) -> str:
    if name and not known_zone(name):
        raise ValueError("no such zone")
    return name


Zone = Annotated[str, Field(max_length=64), AfterValidator(_zone)]


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
    zone: Zone = Field(
        default="", description="The zone in which moments are shown (IANA name); empty: that of the office."
    )


class KeptPreferences(PreferencesBody):
    """The same with whether the caller ever chose; where not, the browser's own choice stands."""

    chosen: bool = False
    office_zone: str = Field(default="", description="The zone of the office.")


@router.get("/preferences")
def preferences(bench: Bench) -> KeptPreferences:
    """What the caller chose."""
    chosen = bench.preferences()
    known = {name: value for name, value in chosen.items() if name in PreferencesBody.model_fields}
    try:
        return KeptPreferences.model_validate({**known, "chosen": bool(chosen), "office_zone": office_zone()})
    except ValidationError:  # a newer program knew more to choose from
        return KeptPreferences(chosen=bool(chosen), office_zone=office_zone())


@router.put("/preferences", status_code=204)
def keep(body: PreferencesBody, bench: Bench) -> None:
    """Keep what the caller chose, in place of what was kept."""
    bench.keep_preferences(body.model_dump())
