"""Long work: how far it is, stop, take up again."""

from typing import Annotated

from fastapi import APIRouter, Path

from tahqiq.kit.messages import catalogue, message
from tahqiq.web.bodies import JobBody
from tahqiq.web.deps import Bench, Language
from tahqiq.workbench.words import Job

router = APIRouter(tags=["jobs"])
JobNo = Annotated[int, Path(ge=0, le=2**31 - 1, description="The number the job has among the caller's own.")]


def job_body(job: Job, locale: str = "en") -> JobBody:
    """A job as the API shows it; why it failed is said in ``locale``."""
    amount = job.amount
    code, params = job.result.get("code"), job.result.get("params")
    why = (
        message(code, locale, params)
        if isinstance(code, str) and isinstance(params, dict) and code in catalogue()
        else None
    )
    return JobBody(
        no=job.number,
        kind=job.kind,
        state=job.state,
        done=amount.done,
        total=amount.total,
        unit=amount.unit,
        note=amount.note,
        rate=amount.rate,
        remaining=amount.remaining,
        result=dict(job.result),
        created_at=job.created_at,
        finished_at=job.finished_at,
        sentence=why.sentence if why else "",
        next_step=why.next_step if why else "",
    )


@router.get("/jobs")
def jobs(bench: Bench, locale: Language) -> list[JobBody]:
    """The caller's jobs, newest first."""
    return [job_body(job, locale) for job in bench.own_jobs()]


@router.get("/jobs/{job}")
def job(job: JobNo, bench: Bench, locale: Language) -> JobBody:
    """One of the caller's jobs."""
    return job_body(bench.job(job), locale)


@router.post("/jobs/{job}/cancel")
def cancel(job: JobNo, bench: Bench) -> JobBody:
    """Ask a job to stop."""
    return job_body(bench.cancel(job))


@router.post("/jobs/{job}/resume")
def resume(job: JobNo, bench: Bench) -> JobBody:
    """Queue a stopped or failed job again."""
    return job_body(bench.requeue(job))
