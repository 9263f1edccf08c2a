"""Products of a case from preparation to release: each is a recipe (which chart or briefing, for whom, in
which language) that is made again whenever it is read.

A product is prepared by one person, read by another, and released by a supervisor of the case who did not
prepare it and has opened its pages since. What it said when it was prepared is kept as a digest: when what it
rests on has changed, it is refused and said, never handed over as if it were the same.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tahqiq import __version__
from tahqiq.access.case_zone import zone_of
from tahqiq.access.cases import Case
from tahqiq.access.closed import LEAVING
from tahqiq.access.door import Door
from tahqiq.access.exported_files import enter_export
from tahqiq.access.keys import fingerprint, public_bytes
from tahqiq.casework.case_work import CaseWork
from tahqiq.casework.documents import CaseDocuments, opening
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.kit.exercise_mark import marked
from tahqiq.kit.ids import sha256 as hashed
from tahqiq.kit.locale import locale as locale_of
from tahqiq.model.scope import Actor
from tahqiq.model.source import Source
from tahqiq.products.board import Board
from tahqiq.products.briefing.content import Composed
from tahqiq.products.briefing.made import FILES, composed
from tahqiq.products.briefing.preview_page import reading
from tahqiq.products.bundle.archive import Signer, entries, write
from tahqiq.products.bundle.pages import About, cover, report
from tahqiq.products.bundle.product import Changed, Pages, Product, Recipe, product_of
from tahqiq.products.chart.content import (
    AUDIENCES,
    Gathered,
    gather,
    known_scope,
    product_scope,
    translated,
)
from tahqiq.products.chart.saved_look import drawn_of, dressed, rules_in_force, saying, sums_of
from tahqiq.products.paper.layout import layout_of
from tahqiq.products.product_words import Tongue
from tahqiq.resolve.proposals import Proposals
from tahqiq.store.documents import Document

KIND = "product"
READ = "read-product"
"""The look at the pages of a product, as the log calls it: who releases has to have one."""


class Products(CaseWork):
    """The products of one person's cases."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        super().__init__(door, actor)
        self._proposals = proposals
        self._charts = CaseDocuments(door, actor)

    def all(self, case: str) -> list[Product]:
        """The products of a case, the last changed first, each with what became of what it rests on."""
        found = self._case(case, "read-case")
        self._door.audit.read(self._actor, "products", found.id, found.id)
        versions = self._documents.versions(self._scope(), found.id, KIND)
        became = self._becoming()
        made = [
            replace(product_of(items), changed=became(items))
            for items in versions.values()
            if items[-1].state == "open"
        ]
        return sorted(made, key=lambda one: one.acts[-1].at, reverse=True)

    def get(self, case: str, identity: str) -> Product:
        """One of them by its id; raises ``NotFound`` (``no-such-document``)."""
        found = self._case(case, "read-case")
        return product_of(self._versions(found.id, identity))

    def prepare(
        self, case: str, chart: str, title: str, audience: str, language: str, originals: bool
    ) -> Product:
        """Begin a product of the latest version of a chart. Raises ``WrongUse``
        (``product-unknown-audience``, ``product-nothing``), ``Refused``."""
        found = self._case(case, "write-case")
        self._door.require(self._actor, "export", found)
        if audience not in AUDIENCES:
            raise WrongUse("product-unknown-audience", value=audience, known=", ".join(AUDIENCES))
        document = self._charts.get(found.id, chart).document
        if document.kind != "chart":
            raise NotFound("no-such-document", id=chart)
        recipe = Recipe(document.id, document.version, audience, locale_of(language).tag, originals)
        gathered = self._gathered(found.id, recipe)
        if not gathered.items:
            raise WrongUse("product-nothing")
        body = {
            "state": "prepared",
            "note": "",
            "chart": recipe.chart,
            "chart_version": recipe.version,
            "audience": audience,
            "language": recipe.language,
            "originals": originals,
            "digest": gathered.digest(),
            "sources": [one.source.id for one in gathered.exhibits],
            "rests": [{"entity": one} for one in gathered.items],
        }
        seen = opening(
            self._door.workspace,
            product_scope(self._door, self._door.scope(self._actor, "product", found.id), audience),
            gathered.items,
            found.id,
        )
        classes = frozenset(no for through in seen.values() for no in through)
        before = Document(secrets.token_hex(8), 0, KIND, found.id, "", "{}", frozenset(), "open", "", "")
        return product_of([self._keep(before, title.strip() or document.title, body, classes, "open")])

    def pages(self, case: str, identity: str) -> Pages:
        """The pages as they would leave now; the look stands in the log, and who decides about the product
        has to have one."""
        found = self._case(case, "read-case")
        product = product_of(self._versions(found.id, identity))
        gathered = self._made(found.id, product)
        self._door.audit.read(self._actor, READ, f"{product.id}.{gathered.digest()[:16]}", found.id)
        if isinstance(gathered, Composed):
            return Pages(
                "",
                reading(gathered, product.acts, self._names(product), product.state != "released"),
                gathered.left_out,
            )
        about = self._about(product, found, gathered)
        return Pages(
            cover(about, gathered),
            report(about, gathered, drawn_of(gathered, about.language)),
            gathered.left_out,
        )

    def review(self, case: str, identity: str, note: str = "") -> Product:
        """Say that it was read and is right."""
        return self._decide(case, identity, "reviewed", note, "write-case")

    def send_back(self, case: str, identity: str, note: str) -> Product:
        """Say that it was read and what is wrong with it."""
        return self._decide(case, identity, "returned", note, "write-case")

    def release(self, case: str, identity: str, note: str = "") -> Product:
        """Let it leave: by a supervisor who did not prepare it and has read its pages. The head of the log as
        it is now goes along."""
        return self._decide(case, identity, "released", note, "release")

    def _decide(self, case: str, identity: str, what: str, note: str, action: str) -> Product:
        found = self._case(case, action)
        versions = self._versions(found.id, identity)
        product = product_of(versions)
        if product.state in ("released", "returned"):
            raise WrongUse("product-state", state=product.state)
        if versions[0].actor == self._actor.id:
            self._door.audit.refused(self._actor, f"product-{what}", product.id, "own", found.id)
            raise Refused("product-own")
        gathered = self._made(found.id, product)
        if gathered.digest() != product.digest:
            raise Conflict("product-changed")
        if not self._door.audit.by(self._actor.id, READ, f"{product.id}.{product.digest[:16]}"):
            raise Refused("product-unread")
        body = {**versions[-1].content, "state": what, "note": note.strip()}
        if what == "released":
            body["head"] = str(self._door.audit.head())
        return product_of(
            [*versions, self._keep(versions[-1], versions[-1].title, body, versions[-1].classes, "open")]
        )

    def write(self, case: str, identity: str, path: Path) -> Product:
        """Make the file of a released product at ``path``, again the same bytes each time. Raises ``Refused``
        (``product-not-released``), ``Conflict`` (``product-changed``), ``Damaged``."""
        found = self._case(case, "read-case")
        self._door.require(self._actor, "export", found)
        product = product_of(self._versions(found.id, identity))
        ending = path.suffix.lower().lstrip(".")
        if (ending in FILES) != (product.recipe.charts is not None):
            raise WrongUse("briefing-file", name=path.name, forms=", ".join(FILES), bundle="zip")
        if product.state != "released":
            raise Refused("product-not-released")
        gathered = self._made(found.id, product)
        if gathered.digest() != product.digest:
            raise Conflict("product-changed")
        if isinstance(gathered, Composed):
            with self._door.audit.process(
                self._actor, "export", f"product {product.id}", found.id, {"digest": product.digest}
            ) as outcome:
                data = marked(FILES[ending](gathered, product.acts, self._names(product), False))
                outcome["sha256"] = hashed(data)
                path.write_bytes(data)
                enter_export(self._door.audit, self._actor, path, found.id, mark=False)
            return replace(product, sha256=hashed(data), size=len(data))
        about = self._about(product, found, gathered)
        key = self._door.audit.signer()
        originals = self._door.workspace.originals.path if product.recipe.originals else None
        with self._door.audit.process(
            self._actor, "export", f"product {product.id}", found.id, {"digest": product.digest}
        ) as outcome:
            sha256 = write(
                path,
                about,
                gathered,
                Signer(public_bytes(key), key.sign),
                entries(about, gathered, originals),
            )
            outcome["sha256"] = sha256
            enter_export(self._door.audit, self._actor, path, found.id, mark=False)
        return replace(product, sha256=sha256, size=path.stat().st_size)

    def changed(self, case: str, identity: str) -> Changed:
        """What became of the sources of a product since it was prepared."""
        found = self._case(case, "read-case")
        return self._becoming()(self._versions(found.id, identity))

    def _becoming(self) -> Callable[[list[Document]], Changed]:
        """What tells of the versions of any product what became of its sources; sources and retractions are
        read once."""
        known = {one.id: one for one in self._door.workspace.sources.all(self._scope(), superseded=True)}
        decided = tuple(self._door.workspace.decisions.retractions())

        def became(versions: list[Document]) -> Changed:
            named = versions[0].content.get("sources")
            wanted = {str(one) for one in named} if isinstance(named, list) else set()
            gone = [
                known[one].name if one in known else one
                for one in sorted(wanted)
                if one not in known or known[one].state in ("erasing", "erased")
            ]
            again = [
                known[one].name for one in sorted(wanted) if one in known and known[one].state == "superseded"
            ]
            last = {
                (one.entity, one.id, one.source): one.kind
                for one in decided
                if one.source in wanted and one.at > versions[0].at
            }
            return Changed(tuple(gone), tuple(again), sum(kind == "retract" for kind in last.values()))

        return became

    def brief(self, case: str, briefing: str, audience: str) -> Product:
        """Begin a product of the latest version of a briefing (a document of the case), with the charts in it
        as they are now. Raises as composing does (:mod:`tahqiq.products.briefing.composer`), and as
        :meth:`prepare`."""
        found = self._case(case, "write-case")
        self._door.require(self._actor, "export", found)
        if audience not in AUDIENCES:
            raise WrongUse("product-unknown-audience", value=audience, known=", ".join(AUDIENCES))
        shown = self._charts.get(found.id, briefing)
        document = shown.document
        if document.kind != "briefing":
            raise NotFound("no-such-document", id=briefing)
        recipe = Recipe(
            document.id,
            document.version,
            audience,
            locale_of(str(document.content.get("language", "en"))).tag,
            False,
            {},
        )
        made = composed(
            self._door,
            self._actor,
            self._proposals,
            self._charts,
            found,
            document.title,
            shown.body,
            audience,
            {},
        )
        body = {
            "state": "prepared",
            "note": "",
            "briefing": recipe.chart,
            "chart_version": recipe.version,
            "audience": audience,
            "language": recipe.language,
            "charts": dict(made.charts),
            "digest": made.digest(),
            "sources": [one.id for one in made.sources],
        }
        before = Document(secrets.token_hex(8), 0, KIND, found.id, "", "{}", frozenset(), "open", "", "")
        classes = document.classes | {one.data_class for one in made.sources}
        return product_of([self._keep(before, document.title, body, classes, "open")])

    def _made(self, case: str, product: Product) -> Gathered | Composed:
        if product.recipe.charts is None:
            return self._gathered(case, product.recipe)
        found = self._case(case, "read-case")
        recipe = product.recipe
        body = self._charts.get(found.id, recipe.chart, recipe.version).body
        return composed(
            self._door,
            self._actor,
            self._proposals,
            self._charts,
            found,
            product.title,
            body,
            recipe.audience,
            recipe.charts or {},
        )

    def _names(self, product: Product) -> dict[str, str]:
        return dict(self._door.people.names({one.by for one in product.acts}))

    def _versions(self, case: str, identity: str) -> list[Document]:
        found = self._documents.versions(self._scope(), case, KIND).get(identity)
        if not found or found[-1].state != "open":
            raise NotFound("no-such-document", id=identity)
        self._door.audit.read(self._actor, "product", found[-1].thing, case)
        return found

    def _gathered(self, case: str, recipe: Recipe) -> Gathered:
        whole = known_scope(self._door, self._door.scope(self._actor, "product", case))
        free = product_scope(self._door, whole, recipe.audience)
        body = self._charts.get(case, recipe.chart, recipe.version).body
        found = gather(
            self._door.workspace, whole, free, layout_of(body), self._proposals, self._held, stated=True
        )
        board = Board(self._door.workspace, free, self._proposals)
        found = dressed(self._door, free, board, body, rules_in_force(self._charts, case, body), found)
        said = self._documents.whole(free, self._case(case, "read-case").id, "translation")
        zone = zone_of(self._door.workspace.database, case)
        return replace(
            found,
            translations=translated(found, said),
            saying=saying(board, body, found, recipe.language, zone)[1],
            sums=sums_of(board, found, zone),
        )

    def _held(self, source: Source) -> int:
        """How many values and records of a source an order keeps out of products; an original that a register
        keeps closed counts as one."""
        closed = int(self._door.closed.is_closed(LEAVING, source.sha256))
        if (
            source.held_class == source.data_class
            or source.held_class in self._door.workspace.sources.released()
        ):
            return closed
        scope = self._door.narrowed(self._door.scope(self._actor, "work"), [source.held_class])
        workspace = self._door.workspace
        return (
            closed
            + workspace.reading.count(scope, source.no, source.held_class)
            + sum(workspace.facts.records(scope).values())
        )

    def _about(self, product: Product, case: Case, gathered: Gathered) -> About:
        deposited = {one.source.deposited_by for one in gathered.exhibits}
        decided = {item.by for one in gathered.people for item in one.decisions} | {
            one.by for one in gathered.translations
        }
        names = self._door.people.names({*deposited, *decided, *(one.by for one in product.acts)})
        key = fingerprint(public_bytes(self._door.audit.signer()))
        return About(
            product.id,
            product.title,
            Tongue(product.recipe.language).case(case.title),
            product.recipe.audience,
            product.recipe.language,
            product.acts,
            names,
            key,
            product.head,
            __version__,
            product.state != "released",
            product.recipe.originals,
            zone_of(self._door.workspace.database, case.id),
        )
