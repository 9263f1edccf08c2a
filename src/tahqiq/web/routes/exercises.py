"""The results of an exercise, for its trainer alone."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from tahqiq.desk.exercises.results import results, results_json, sheet
from tahqiq.formats.workbook import MEDIA
from tahqiq.web.deps import Bench, Language
from tahqiq.web.people_bodies import ExerciseResultsBody

router = APIRouter(prefix="/exercise", tags=["session"])
_MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": MEDIA}


@router.get("/results")
def exercise_results(bench: Bench, locale: Language) -> ExerciseResultsBody:
    """What each trainee found, missed and wrongly claimed, beside the truth, and what the rules refused."""
    return ExerciseResultsBody.model_validate(results_json(results(bench, locale)))


@router.get(
    "/results/sheet",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The file."}},
)
def exercise_sheet(
    bench: Bench,
    locale: Language,
    form: Annotated[Literal["csv", "xlsx"], Query(description="What the table is written as.")] = "xlsx",
) -> Response:
    """The same results as a table."""
    headers = {
        "Content-Disposition": f'attachment; filename="exercise-results.{form}"',
        "Content-Security-Policy": "sandbox",
    }
    data = sheet(bench, results(bench, locale), form, locale)
    return Response(data, media_type=_MEDIA[form], headers=headers)
