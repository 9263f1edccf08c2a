"""Files into the workspace: deposit, collect, read again, mappings, erasure."""

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zoneinfo import available_timezones

from tahqiq.casework.closed_originals import require_open
from tahqiq.casework.erasure_run import ERASE, erase_job
from tahqiq.collect.collection_result import Collected
from tahqiq.collect.guards import seal
from tahqiq.collect.intake import Intake
from tahqiq.collect.mapping.choice import NOTHING, for_source, kept, named
from tahqiq.collect.mapping.document import Mapping
from tahqiq.collect.mapping.known import ReadingHints
from tahqiq.collect.mapping.preview import Plain
from tahqiq.collect.mapping.saved_mappings import SavedMapping, SavedMappings
from tahqiq.collect.recognition import Recognition, preview_source, recognise_source
from tahqiq.jobs.job import Amount, Job, Json
from tahqiq.jobs.progress import Handler, Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.model.grade import Grade
from tahqiq.model.handling import handling
from tahqiq.model.scope import Actor
from tahqiq.model.source import GONE, Authority, Deposit, Source
from tahqiq.store.erasure import Erasure
from tahqiq.store.originals import SPARE, Incoming, Sealed
from tahqiq.workbench.bench import Bench
from tahqiq.workbench.collection_jobs import (
    COLLECT,
    READ,
    collect_job,
    deposit_json,
    read_job,
)
from tahqiq.workbench.registered_orders import as_registered


class Collection(Bench):
    """What brings originals in, reads them again, and takes them out by order."""

    def deposit(
        self,
        case: str | None = None,
        *,
        grade: str | None = None,
        handling_code: str = "open",
        compartment: str = "",
        zone: str = "",
        received_from: str = "",
        received_how: str = "",
        authority: Authority | None = None,
    ) -> Deposit:
        """What is said of files to be collected, checked: the case (id or title), grade and handling code
        must exist. Where no case is named, it is the "Inbox" of a personal workspace, for its owner; raises
        ``WrongUse`` (``case-needed``) for everybody else."""
        if case:
            found = self.door.cases.find(self.actor.id, case)
        elif self.door.owner() == self.actor.id:
            found = self.door.cases.inbox(self.actor.id)
        else:
            raise WrongUse("case-needed")
        if compartment and compartment not in self.door.cases.compartments(self.actor.id):
            raise NotFound("no-such-compartment", compartment=compartment)
        graded = str(Grade.parse(grade)) if grade else None
        code = handling(handling_code).code
        return Deposit(
            found.id,
            compartment,
            code,
            graded,
            received_from,
            received_how,
            zone,
            as_registered(self.door, authority or Authority()),
        )

    def may_deposit(self, deposit: Deposit) -> None:
        """Refuse files before anything of them is kept. Raises ``Refused`` where the person may not deposit
        in the case, ``Busy`` (``erasure-under-way``)."""
        self.door.require(self.actor, "deposit", deposit.case)
        Intake(self.door, self.actor).ready()

    def place(self) -> Incoming:
        """A place for a file that comes in, where it will be sealed; it costs nothing until its first byte.
        Writing raises ``NoRoom`` when the disk is nearly full."""
        return self.workspace.originals.incoming()

    def room(self) -> int | None:
        """How many bytes of files there is room for, with what the disk must keep free set aside; None for
        who may deposit in no case."""
        if not any(self.door.may(self.actor, "deposit", case) for case in self.door.cases.of(self.actor.id)):
            return None
        return self.workspace.originals.free_bytes() - SPARE

    def collect(
        self,
        paths: Sequence[Path],
        deposit: Deposit,
        mapping: str | None = None,
        show: Callable[[Amount], None] | None = None,
        said: ReadingHints = NOTHING,
    ) -> list[Collected]:
        """Collect files and folders here and now, as a job that can be stopped and resumed. ``said`` answers
        what proposals would ask."""
        recipe: Json = {
            "paths": [str(path.resolve()) for path in paths],
            "deposit": deposit_json(deposit),
            "mapping": mapping,
            "said": said.to_json(),
        }
        results, handler = self._collector(COLLECT)
        self.jobs.here(COLLECT, recipe, self.actor, handler, show)
        return results

    def reread(
        self,
        source_id: str,
        mapping: str | None = None,
        reason: str = "",
        show: Callable[[Amount], None] | None = None,
        zone: str = "",
        said: ReadingHints = NOTHING,
    ) -> list[Collected]:
        """Read a source again, here and now, under the mapping named (or in a YAML file), or what is proposed
        now, and in ``zone`` where its times carry none; the new reading takes the place of the old one at
        once, whose values stay as history (docs/decisions/0011). A source that was deposited to be read later
        is read for the first time. Needs "map" on its case and a reason where it was read before.

        Raises ``NotFound``, ``Refused``, ``WrongUse`` (``reason-needed``), ``Conflict``
        (``reading-not-latest``, ``reading-elsewhere``).
        """
        results, handler = self._collector(READ)
        self.jobs.here(
            READ, self._reading(source_id, mapping, reason, True, zone, said), self.actor, handler, show
        )
        return results

    def queue_reading(
        self,
        source_id: str,
        mapping: str | None = None,
        reason: str = "",
        zone: str = "",
        said: ReadingHints = NOTHING,
    ) -> Job:
        """As :meth:`reread`, for the worker of a server; ``mapping`` is a name."""
        return self.jobs.add(READ, self._reading(source_id, mapping, reason, False, zone, said), self.actor)

    def withdraw(
        self, source_id: str, reason: str, show: Callable[[Amount], None] | None = None
    ) -> list[Collected]:
        """Withdraw a document that was brought by mistake, with what came out of it: nothing that it said is
        shown, found or counted any more; the original stays, what rested on it says so, and reading it again
        (:meth:`reread`) brings it back. For whoever brought it and may map in its case, and for those who may
        release there.

        Raises ``NotFound``, ``Refused``, ``WrongUse`` (``reason-needed``), ``Conflict``
        (``reading-not-latest``, ``reading-elsewhere``).
        """
        results, handler = self._collector(READ)
        self.jobs.here(READ, self._withdrawal(source_id, reason), self.actor, handler, show)
        return results

    def queue_withdrawal(self, source_id: str, reason: str) -> Job:
        """As :meth:`withdraw`, for the worker of a server."""
        return self.jobs.add(READ, self._withdrawal(source_id, reason), self.actor)

    def _withdrawal(self, source_id: str, reason: str) -> Json:
        source = self.workspace.sources.find(self.scope(), source_id)
        self.door.require(self.actor, "map", source.case)
        if source.deposited_by != self.actor.id:
            self.door.require(self.actor, "release", source.case)
        require_open(self.door, self.actor, "withdraw", source)
        if source.state != "published" or source.withdrawn:
            raise Conflict("reading-not-latest", name=source.name)
        if not source.original_here:
            raise Conflict("reading-elsewhere", name=source.name)
        if not reason.strip():
            raise WrongUse("reason-needed")
        return {"source": source.id, "withdraw": True, "reason": reason.strip()}

    def queue_unread(self, case: str, received_how: str) -> None:
        """Have the worker of a server read together what the person deposited in a case (its id), received
        so, and nobody has read: whatever waits when the job begins is found in the register. A job that is
        queued already does it. Needs "deposit" when it is done."""
        recipe: Json = {"case": case, "received_how": received_how}
        if not self.jobs.waits(READ, recipe, self.actor):
            self.jobs.add(READ, recipe, self.actor)

    def _reading(
        self, source_id: str, mapping: str | None, reason: str, files: bool, zone: str, said: ReadingHints
    ) -> Json:
        source = self.workspace.sources.find(self.scope(), source_id)
        self.door.require(self.actor, "map", source.case)
        require_open(self.door, self.actor, "read-again", source)
        if source.state not in ("sealed", "failed", "published"):
            raise Conflict("reading-not-latest", name=source.name)
        if source.state == "published" and not reason.strip():
            raise WrongUse("reason-needed")
        if zone and zone not in available_timezones():
            raise WrongUse("no-such-zone", zone=zone[:80])
        if mapping:
            named(mapping, for_source(self.workspace.database, source), files)
        return {
            "source": source.id,
            "mapping": mapping,
            "reason": reason.strip(),
            "zone": zone,
            "said": said.to_json(),
        }

    def recognised(self, source_id: str) -> tuple[Source, Recognition]:
        """What a source, read or deposited to be read later, is recognised as and why, with a mapping for
        each of its tables."""
        source = self.workspace.sources.find(self.scope(), source_id)
        require_open(self.door, self.actor, "recognise", source)
        self.door.audit.read(self.actor, "recognise", source.id, source.case)
        return source, recognise_source(self.workspace, source)

    def preview(
        self, source_id: str, mapping: Mapping, part: int | None = None, rows: int = 20, locale: str = "en"
    ) -> dict[str, Plain]:
        """What a mapping makes of the first rows of a source, nothing stored. See
        :func:`tahqiq.collect.recognition.preview_source`."""
        source = self.workspace.sources.find(self.scope(), source_id)
        require_open(self.door, self.actor, "preview", source)
        self.door.audit.read(self.actor, "preview", source.id, source.case)
        return preview_source(self.workspace, source, mapping, part, rows, locale)

    def deposit_later(self, sealed: Sequence[tuple[Sealed, str]], deposit: Deposit) -> list[Source]:
        """Register sealed originals, each with its name, without reading them: :meth:`reread` or
        :meth:`queue_reading` does that later."""
        return Intake(self.door, self.actor).register(sealed, deposit)

    def mappings(self, case: str | None = None) -> dict[str, Mapping]:
        """The mappings saved in a case (id or title), the latest version of each by name; in all of the
        person's cases when none is given."""
        cases = [self.door.cases.find(self.actor.id, case)] if case else self.door.cases.of(self.actor.id)
        self.door.audit.glance(self.actor, "mappings", "", cases[0].id if case else "")
        return {
            name: mapping
            for one in reversed(cases)
            for name, mapping in kept(self.workspace.database, one.id, self._admitted()).items()
        }

    def saved_mappings(self, case: str) -> list[SavedMapping]:
        """The mappings kept in one of the person's cases (id or title), the latest version of each."""
        return SavedMappings(self.workspace.database).of(self._mapped(case), self._admitted())

    def mapping_versions(self, case: str, name: str) -> list[SavedMapping]:
        """All versions of a mapping kept in one of the person's cases, oldest first. Raises ``NotFound``."""
        return SavedMappings(self.workspace.database).versions(self._mapped(case), name, self._admitted())

    def _mapped(self, case: str) -> str:
        """The id of one of the person's cases, whose mappings are looked at."""
        found = self.door.cases.find(self.actor.id, case).id
        self.door.audit.glance(self.actor, "mappings", "", found)
        return found

    def _admitted(self) -> list[str]:
        """The compartments whose mappings the person may see."""
        return self.door.cases.compartments(self.actor.id)

    def save_mapping(self, case: str, mapping: Mapping, source_id: str = "") -> SavedMapping:
        """Keep a mapping in a case as the next version of its name; made for a document (``source_id``) it is
        seen by those who are admitted to that document's compartment. Needs "map"; raises ``WrongUse``
        (``mapping-name-taken``) for a built-in name, (``mapping-other-case``) for a document of another case:
        its headers would be read there; ``NotFound`` for one that is not visible, ``Refused``
        (``original-closed``) for one that a register keeps closed."""
        found = self.door.cases.find(self.actor.id, case)
        self.door.require(self.actor, "map", found)
        made_for = self.workspace.sources.find(self.scope(), source_id) if source_id else None
        if made_for is not None:
            require_open(self.door, self.actor, "save-mapping", made_for)
            if made_for.case != found.id:
                raise WrongUse("mapping-other-case", name=made_for.name)
        compartment = self.workspace.sources.deposit_of(made_for).compartment if made_for else ""
        with self.door.audit.act(self.actor, "save-mapping", "", found.id) as outcome:
            saved = SavedMappings(self.workspace.database).save(found.id, mapping, self.actor.id, compartment)
            outcome["version"] = saved.version
        return saved

    def seal(self, stream: BinaryIO, name: str) -> Sealed:
        """Seal a file that comes from outside, without what must not be stored
        (:mod:`tahqiq.collect.guards`). Who may deposit is asked by the caller."""
        return seal(self.workspace, stream, name)

    def already_here(self, sealed: Sequence[tuple[Sealed, str]]) -> dict[str, Source]:
        """The first document with the same content as each sealed file, by the name of the file: asked
        before they are registered, and only among what the person sees. Of others nothing is said."""
        scope, found = self.scope(), dict[str, Source]()
        for item, name in sealed:
            known = [one for one in self.workspace.sources.all(scope, item.sha256) if one.state not in GONE]
            if known:
                found[name] = known[0]
        return found

    def queue_sealed(
        self, sealed: Sequence[tuple[Sealed, str]], deposit: Deposit, mapping: str | None = None
    ) -> Job:
        """Register originals that are sealed already, each with its name, and queue them for the worker of a
        server; ``mapping`` is a name. Each is a row of the register when this returns: whatever becomes of
        the job, nothing is lost."""
        self.door.require(self.actor, "deposit", deposit.case)
        if mapping:
            named(mapping, kept(self.workspace.database, deposit.case, [deposit.compartment]), files=False)
        with self.door.audit.unit():
            return self.jobs.add(COLLECT, self._registered(sealed, deposit, mapping), self.actor)

    def collect_made(self, data: bytes, name: str, deposit: Deposit) -> Collected:
        """Seal what was made here (a filled form, what a desk states) as an original called ``name``, and
        read it here and now. Needs "deposit"."""
        self.door.require(self.actor, "deposit", deposit.case)
        sealed = self.workspace.seal(BytesIO(data))
        results, handler = self._collector(COLLECT)
        self.jobs.here(COLLECT, self._registered([(sealed, name)], deposit, None), self.actor, handler)
        return results[0]

    def _registered(
        self, sealed: Sequence[tuple[Sealed, str]], deposit: Deposit, mapping: str | None
    ) -> Json:
        """The recipe of a job that reads originals which are now in the register."""
        made = Intake(self.door, self.actor).register(sealed, deposit)
        return {"sources": list(dict.fromkeys(item.id for item in made)), "mapping": mapping}

    def approve_erasure(self, source_id: str, show: Callable[[Amount], None] | None = None) -> Erasure:
        """Approve an erasure that another supervisor asked for, and carry it out here and now as a job. See
        :meth:`Acts.approve_erasure`."""
        approved = self.acts.sign_erasure(source_id)
        self.jobs.here(ERASE, {"erasure": approved.no}, self.actor, partial(erase_job, self.door), show)
        return self.acts.erasure(approved.no)

    def queue_erasure(self, source_id: str) -> Erasure:
        """Approve an erasure that another supervisor asked for, and queue it for the worker of a server; the
        source is hidden at once."""
        approved = self.acts.sign_erasure(source_id)
        self.jobs.add(ERASE, {"erasure": approved.no}, self.actor)
        return approved

    def resume(self, number: int, show: Callable[[Amount], None] | None = None) -> list[Collected]:
        """Take up a stopped or failed collection again; files that are published already are recognised and
        not read twice."""
        taken = self.jobs.own(number, self.actor)
        results, handler = self._collector(taken.kind, taken.number)
        self.jobs.again(taken.no, self.actor, handler, show)
        return results

    def _collector(self, kind: str, number: int = 0) -> tuple[list[Collected], Handler]:
        """What does a job that reads files, and the list that it adds to. Raises ``Conflict``
        (``job-not-resumable``) for a job of another kind."""
        results: list[Collected] = []
        job = {COLLECT: collect_job, READ: read_job}.get(kind)
        if job is None:
            raise Conflict("job-not-resumable", no=number)

        def handler(recipe: Json, actor: Actor, progress: Progress) -> Json:
            results.extend(job(self.door, recipe, actor, progress))
            return {"sources": [item.to_json() for item in results]}

        return results, handler
