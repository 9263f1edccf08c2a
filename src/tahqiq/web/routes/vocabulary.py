"""Words and tables the page is drawn from: types, grades, handling codes, formats. The same for everybody, no
data."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from tahqiq.formats.confined.known import forms
from tahqiq.formats.titles import format_titles, mapping_titles
from tahqiq.kit import locale
from tahqiq.model.grade import schemes
from tahqiq.model.handling import handling_codes
from tahqiq.model.vocabulary import vocabulary
from tahqiq.web.deps import Bench

router = APIRouter(tags=["vocabulary"])


class FormatBody(BaseModel):
    """A format that can be read."""

    name: str
    titles: dict[str, str]
    suffixes: list[str]


class LocaleBody(BaseModel):
    """A language as the page writes it (``kit/locales.yaml``): browsers have no Kurdish data."""

    tag: str
    name: str
    direction: Literal["ltr", "rtl"]
    digits: Literal["latn", "arab"]
    plural: Literal["one-other", "arabic"]
    week: int
    date: str
    months: list[str]
    monthsShort: list[str]
    weekdays: list[str]
    alphabet: list[str]
    zones: dict[str, str] = Field(description="What the clocks of a zone (IANA name) are called.")


class VocabularyBody(BaseModel):
    """Types with their properties and words, grading schemes, handling codes, formats and languages."""

    types: dict[str, object]
    grades: dict[str, object]
    handling: dict[str, dict[str, str]]
    formats: list[FormatBody]
    mappings: dict[str, dict[str, str]]
    locales: list[LocaleBody]


@router.get("/vocabulary")
def words(bench: Bench) -> VocabularyBody:
    """Everything forms, cards and filters are drawn from."""
    titles = format_titles()
    return VocabularyBody(
        types=dict(vocabulary().to_json()),
        grades=dict(schemes()),
        handling={code: item.labels for code, item in handling_codes().items()},
        formats=[
            FormatBody(name=item.name, titles=dict(titles[item.name]), suffixes=list(item.suffixes))
            for item in forms()
        ],
        mappings={name: dict(labels) for name, labels in mapping_titles().items()},
        locales=[LocaleBody.model_validate(item) for item in locale.to_json()],
    )
