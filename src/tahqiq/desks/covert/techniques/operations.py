"""The techniques with what counsel verified of their law."""

from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.remarks import Remark, remark
from tahqiq.desks.covert.techniques.record import LAW, Verified, basis_of, technique, techniques, verified
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import wanted


def verify(at: ActingDesktop, asked: Verified, _progress: Progress | None) -> Verified:
    """Keep what counsel verified of a technique's law. Raises ``NotFound`` (``covert-no-technique``,
    ``covert-no-jurisdiction``)."""
    basis_of(technique(asked.technique), asked.jurisdiction)
    return at.records(LAW).save(asked).body


class LegalBasisView(Strict):
    """What is known of the law of a technique in a jurisdiction. ``mark`` V: read in the source named, K:
    memory; ``verified`` whether counsel verified it, so that it may be granted here."""

    technique: str
    title: str
    jurisdiction: str
    basis: list[str]
    level: str
    mark: str
    verified: bool
    counsel: str
    longest_months: int | None
    remarks: list[Remark]


class TechniquesView(Strict):
    """Every technique in every jurisdiction."""

    techniques: list[LegalBasisView]


def known(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> TechniquesView:
    """The techniques, with what is verified and what is not."""
    lines = []
    for one in techniques().values():
        for place, basis in one.jurisdictions.items():
            law = verified(at, one.name, place)
            lines.append(
                LegalBasisView(
                    technique=one.name,
                    title=one.title[wanted()],
                    jurisdiction=place,
                    basis=law.basis if law else list(basis.basis),
                    level=law.level if law else basis.level,
                    mark=basis.mark,
                    verified=law is not None,
                    counsel=law.counsel if law else "",
                    longest_months=law.months if law else None,
                    remarks=[] if law else [remark("covert-unverified")],
                )
            )
    return TechniquesView(techniques=lines)


OPERATIONS = (
    Operation("techniques", NoQuestion, TechniquesView, "look", "read-case", known, lambda _at: NoQuestion()),
    Operation("technique-verify", Verified, Verified, "act", "release", verify, lambda _at: LAW.example),
)
