"""Collect: files and folders in, sealed, read, mapped and published sources out, with counts that balance."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.collect import exchange
from tahqiq.collect.chain_of_custody import received
from tahqiq.collect.collection_result import Collected, collected
from tahqiq.collect.contents import stage
from tahqiq.collect.files import files_of, size_of
from tahqiq.collect.guards import KeptOut, seal
from tahqiq.collect.mapping.choice import NOTHING, MappingChoice
from tahqiq.collect.mapping.gather import of_part
from tahqiq.collect.mapping.known import ReadingHints
from tahqiq.collect.own_export import recognise
from tahqiq.collect.publication import Publication
from tahqiq.collect.replacement import new_reading
from tahqiq.collect.staging import Staging
from tahqiq.collect.unknown import unread
from tahqiq.formats.confined.known import Form, choose
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Busy, Cancelled, Conflict, Refused, TahqiqError, Waits, WrongUse
from tahqiq.kit.faults import interrupts
from tahqiq.kit.text import storable
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.scope import Actor
from tahqiq.model.source import GONE, Deposit, Source
from tahqiq.store.originals import SPARE, Sealed

LOG = logging.getLogger("tahqiq.intake")


class Intake:
    """Takes files into a workspace for an actor. Every act is audited; deposit needs the policy's leave.
    ``said`` answers questions of proposals."""

    def __init__(
        self, door: Door, actor: Actor, limits: Limits = DEFAULT_LIMITS, said: ReadingHints = NOTHING
    ) -> None:
        self._door, self._actor, self._limits, self._said = door, actor, limits, said
        self._workspace = door.workspace
        self._publication = Publication(door, actor)
        self._progress: Callable[[str], None] = lambda _note: None

    def collect(
        self,
        paths: list[Path],
        deposit: Deposit,
        mapping: str | None = None,
        progress: Progress | None = None,
    ) -> list[Collected]:
        """Seal and read every file of ``paths``; one file that fails does not stop the others. ``mapping``
        names or holds a mapping for tables."""
        self._door.require(self._actor, "deposit", deposit.case)
        self._door.audit.signer()
        self.ready()
        files = files_of(paths)
        sizes = [size_of(path) for path, _ in files]
        done, total = 0, sum(sizes)
        results: list[Collected] = []
        for (path, name), size in zip(files, sizes, strict=True):
            if progress:
                self._progress = partial(progress.report, done, total, "bytes")
                self._progress(name)
            results += self.collect_file(path, name, deposit, mapping)
            done += size
        if progress:
            progress.report(total, total, "bytes")
        self._publication.conclude()
        return results

    def read_registered(
        self, sources: Sequence[Source], mapping: str | None = None, progress: Progress | None = None
    ) -> list[Collected]:
        """Read originals that are in the register already: files that came through the page. What was read
        before is answered as it is; what was erased meanwhile is left out. Raises ``Busy``
        (``erasure-under-way``) before anything is read."""
        self.ready()
        done, total = 0, sum(source.size for source in sources)
        results: list[Collected] = []
        for source in sources:
            if source.state in GONE:
                continue
            self._door.require(self._actor, "deposit", source.case)
            if progress:
                self._progress = partial(progress.report, done, total, "bytes")
                self._progress(source.name)
            results += self._read_or_known(
                source, source.name, self._workspace.sources.deposit_of(source), mapping, 0
            )
            done += source.size
        if progress:
            progress.report(total, total, "bytes")
        self._publication.conclude()
        return results

    def ready(self) -> None:
        """Ask at the beginning of a job (it is under way by now, so that no erasure begins) whether one has
        begun. Raises ``Busy`` (``erasure-under-way``)."""
        if self._workspace.sources.for_recovery(("erasing",)):
            raise Waits("erasure-under-way")

    def collect_file(
        self, path: Path, name: str, deposit: Deposit, mapping: str | None = None
    ) -> list[Collected]:
        """Seal and read one file; more than one result when others stand inside it."""
        if self._workspace.originals.free_bytes() < size_of(path) * 2 + SPARE:
            raise Refused("disk-full", path=name)
        try:
            with path.open("rb") as stream:
                sealed = seal(self._workspace, stream, name)
        except OSError as error:
            if interrupts(error):
                raise
            LOG.warning("%r could not be read: %s", name, error)
            return [Collected(name, "", "", "", "", 0, 0, 1, 0, 0, "unreadable")]
        except KeptOut as error:
            self._door.audit.refused(self._actor, "deposit", "", error.code, deposit.case)
            return [Collected(name, "", "", "", "", 0, 0, 1, 0, 0, "kept-out")]
        return self._read_or_known(self._register(sealed, name, deposit, None, ""), name, deposit, mapping, 0)

    def _read_or_known(
        self, source: Source, name: str, deposit: Deposit, mapping: str | None, depth: int
    ) -> list[Collected]:
        """Read what nobody has read. Of what is known, what stood inside and a crash kept from being read is
        read."""
        if source.state != "published" and source.state not in GONE:
            return self._first(source, deposit, mapping, depth)
        results = [replace(collected(self._workspace.database, source, "known"), path=storable(name))]
        for inside in self._workspace.sources.unread_inside(source.no):
            results += self._first(inside, deposit, mapping, depth + 1)
        return results

    def register(self, sealed: Sequence[tuple[Sealed, str]], deposit: Deposit) -> list[Source]:
        """Take sealed originals, each with its name, into the register without reading them; known ones are
        answered as they are. All of them are rows from here on, which only their own erasure takes away; or
        none is, and what was sealed for them goes. Raises ``Busy`` (``erasure-under-way``)."""
        self._door.require(self._actor, "deposit", deposit.case)
        self.ready()
        for item, _ in sealed:
            self._workspace.originals.path(item.sha256)  # an erasure of the same content may just have ended
        with self._door.audit.unit():
            for item, _ in sealed:
                self._workspace.goes_with_unit(item)
            return [self._register(item, name, deposit, None, "") for item, name in sealed]

    def _register(
        self, sealed: Sealed, name: str, deposit: Deposit, parent: int | None, inside: str
    ) -> Source:
        with self._door.audit.act(self._actor, "deposit", sealed.sha256, deposit.case) as outcome:
            source = self._workspace.sources.deposit(
                sealed, storable(name), deposit, self._actor.id, parent, storable(inside)
            )
            if not self._workspace.originals.there(
                sealed.sha256
            ):  # sealed by somebody else, whose work was taken back meanwhile
                raise Busy("original-gone")
            outcome["source"] = source.id
            outcome |= {f"dropped {what}": count for what, count in sealed.dropped}
            received(self._door, self._actor, source, sealed)
        return source

    def _first(self, source: Source, deposit: Deposit, mapping: str | None, depth: int) -> list[Collected]:
        try:
            return self.read(source, deposit, mapping, depth)
        except Exception as error:
            unit = self._workspace.database.units.here  # a part of it that failed is no document that failed
            if (
                isinstance(error, TahqiqError)
                or interrupts(error)
                or unit is not None
                or self._again(source).state == "published"
            ):  # nothing is wrong with the file: it is read again when the disk works, or has been read
                raise
            LOG.exception("reading source %s failed", source.no)
            return [self._failed(source, f"{type(error).__name__}: {error}")]

    def read_source(
        self,
        source: Source,
        mapping: str | None,
        reason: str,
        progress: Progress | None = None,
        zone: str = "",
    ) -> list[Collected]:
        """Read a registered source: for the first time, or again (:meth:`reread`). One that another reading
        has taken the place of is answered with what stands, status ``known``: a job that is resumed has done
        its work."""
        if source.state == "superseded":
            return [
                collected(
                    self._workspace.database,
                    self._workspace.sources.find(self._door.scope(self._actor), source.followed_by),
                    "known",
                )
            ]
        if source.state == "published":
            return self.reread(source, mapping, reason, progress, zone)
        self._door.require(self._actor, "deposit", source.case)
        self.ready()
        if progress:
            self._progress = partial(progress.report, 0, source.size, "bytes")
        results = self._first(source, self._workspace.sources.deposit_of(source), mapping, 0)
        self._publication.conclude()
        return results

    def read_together(self, sources: Sequence[Source], progress: Progress | None = None) -> list[Collected]:
        """Read registered sources that nobody has read yet, each for itself. One of which an error is told
        keeps no other waiting: the first such error is raised in the end."""
        self.ready()
        done, total = 0, sum(source.size for source in sources)
        results: list[Collected] = []
        errors: list[TahqiqError] = []
        for source in sources:
            if progress:
                self._progress = partial(progress.report, done, total, "bytes")
                self._progress(source.name)
            try:
                self._door.require(self._actor, "deposit", source.case)
                results += self._first(source, self._workspace.sources.deposit_of(source), None, 0)
            except Cancelled:
                raise
            except TahqiqError as error:
                errors.append(error)
            done += source.size
        if results:
            self._publication.conclude()
        if errors:
            raise errors[0]
        return results

    def reread(
        self,
        source: Source,
        mapping: str | None,
        reason: str,
        progress: Progress | None = None,
        zone: str = "",
    ) -> list[Collected]:
        """Read a published source again, under ``mapping`` or what is proposed now, and put the new reading
        in the place of the old one; times that carry no zone are read in ``zone`` where it is given.

        Raises ``Refused``; ``Conflict``: ``reading-not-latest`` when another reading took its place already,
        ``reading-elsewhere`` for what came with an exchange file, ``erasure-under-way``; ``WrongUse``
        (``format-unrecognised``).
        """
        self._door.require(self._actor, "map", source.case)
        self.ready()
        if not source.original_here or source.mapping_name == exchange.NAME:
            raise Conflict("reading-elsewhere", name=source.name)
        if choose(self._workspace.originals.path(source.sha256), source.name) is None:
            raise WrongUse("format-unrecognised")
        if progress:
            self._progress = partial(progress.report, 0, source.size, "bytes")
        with new_reading(self._door, self._actor, "read-again", source, reason, zone) as new:
            results = self.read(new, self._workspace.sources.deposit_of(new), mapping, before=source)
        self._publication.merge()
        return results

    def read(
        self,
        source: Source,
        deposit: Deposit,
        mapping: str | None = None,
        depth: int = 0,
        before: Source | None = None,
    ) -> list[Collected]:
        """Read, map and publish a sealed source (again, when an earlier attempt was broken off). ``before``
        is the reading whose place it takes."""
        self._workspace.publication.sweep(source.no)
        path = self._workspace.originals.path(source.sha256)
        chosen = choose(path, source.name)
        if chosen is None:
            return [self._unrecognised(source)]
        reader = chosen[0]
        recognise(self._door, self._actor, source, path, reader.name)
        if reader.name == "ftm" and exchange.is_exchange(path):
            return self._exchange(reader, path, source, deposit)
        choice = MappingChoice(
            self._workspace.database,
            source,
            mapping,
            partial(self._workspace.reading.under, self._door.scope(self._actor)),
            self._said,
            partial(of_part, reader, path, source.name, self._limits, self._workspace.scratch),
        )
        self._workspace.sources.recipe(
            source.no,
            format=reader.name,
            reader_version=reader.version,
            mapping_name="",
            mapping="",
            zone=source.zone,
            zone_by=source.zone_by,
        )
        staging = Staging(self._workspace, source)
        try:
            sealed = list(
                stage(
                    self._workspace,
                    self._items(reader, path, source),
                    staging,
                    choice,
                    depth,
                    self._limits.max_depth,
                    partial(self._progress, source.name),
                )
            )
            members = (
                [] if before else self._inside(sealed, source, deposit)
            )  # rows before anything is published: a crash loses none
            counts, manifest, files = staging.finish()
            self._workspace.sources.recipe(
                source.no,
                format=reader.name,
                reader_version=reader.version,
                mapping_name=choice.name,
                mapping=choice.text,
                zone=choice.zone,
                zone_by=choice.zone_by,
            )
            self._publication.publish(source, counts, manifest, files, before=before)
        except BaseException as error:
            staging.drop()
            if isinstance(error, Cancelled | KeyboardInterrupt):
                self._workspace.publication.sweep(source.no)
            raise
        status = "needs-mapping" if choice.missing and not counts.mapped else "published"
        results = [collected(self._workspace.database, self._again(source), status, reader.name, choice.name)]
        for member, inside in members or self._inside(sealed, source, deposit):
            results += self._read_or_known(member, inside, deposit, None if before else mapping, depth + 1)
        return results

    def _inside(
        self, sealed: Sequence[tuple[Sealed, str]], source: Source, deposit: Deposit
    ) -> list[tuple[Source, str]]:
        return [(self._register(item, inside, deposit, source.no, inside), inside) for item, inside in sealed]

    def _exchange(self, reader: Form, path: Path, source: Source, deposit: Deposit) -> list[Collected]:
        """A file of our own exchange: its originals come in by reference (:mod:`tahqiq.collect.exchange`)."""
        self._workspace.sources.recipe(
            source.no,
            format=reader.name,
            reader_version=reader.version,
            mapping_name=exchange.NAME,
            mapping="",
            zone="",
            zone_by="",
        )
        admitted = frozenset(self._door.cases.compartments(self._actor.id))
        taker = exchange.ExchangeIntake(self._workspace, self._actor.id, self._publication.publish, admitted)
        items = self._items(reader, path, source)
        return [
            collected(self._workspace.database, item, "published")
            for item in taker.read(source, deposit, items, lambda: self._progress(source.name))
        ]

    def _items(self, reader: Form, path: Path, source: Source) -> Iterator[Item]:
        """What a reader gives, in a process of its own; while nothing comes, a person can still stop the
        work."""
        tick = partial(self._progress, source.name)
        return read_confined(reader, path, source.name, self._limits, tick, self._workspace.scratch)

    def _failed(self, source: Source, note: str) -> Collected:
        self._workspace.publication.sweep(source.no)
        self._workspace.problems.add(source.no, 0, [Problem("unexpected", Place(), params={"detail": note})])
        self._workspace.sources.fail(source.no, note)
        return collected(self._workspace.database, self._again(source), "failed")

    def _unrecognised(self, source: Source) -> Collected:
        staging = Staging(self._workspace, source)
        staging.problem(unread(source))
        counts, manifest, _ = staging.finish()
        self._publication.publish(source, counts, manifest, [])
        return collected(self._workspace.database, self._again(source), "unrecognised")

    def _again(self, source: Source) -> Source:
        return self._workspace.sources.get(self._door.scope(self._actor), source.no)
