"""Conversations: threads of a thing, and what was said in one."""

from datetime import datetime
from pathlib import Path

from tahqiq.formats.media import mime_type
from tahqiq.kit.errors import NotFound
from tahqiq.model.source import Source
from tahqiq.products.conversation import Conversations
from tahqiq.products.conversation_json import PICTURES, Attachments, page_json, threads_json
from tahqiq.products.describe import Json
from tahqiq.workbench.holdings import Holdings


class Correspondence(Holdings):
    """What shows conversations."""

    def conversations(self, node_id: str, limit: int = 100, offset: int = 0) -> Json:
        """The threads of a thing and of its numbers and accounts, the latest first. Rows outside their
        order's authority are left out."""
        scope = self.scope("analysis")
        entity, threads, total = Conversations(self.workspace, self.links, scope).threads(
            node_id, limit, offset
        )
        self.door.audit.read(self.actor, "conversations", entity.id.hex())
        return threads_json(entity, threads, total)

    def conversation(
        self,
        own: str,
        other: str,
        *,
        limit: int = 60,
        offset: int | None = None,
        at: datetime | None = None,
        words: str = "",
    ) -> Json:
        """Messages and calls between two parties, or in the group ``other``: from ``offset``, from a time
        (aware), or the latest.

        ``words`` are looked for in the whole thread: ``found`` says where they stand. Raises ``NotFound``.
        """
        scope = self.scope("analysis")
        page = Conversations(self.workspace, self.links, scope).page(
            own, other, limit=limit, offset=offset, at=at, words=words
        )
        self.door.audit.read(self.actor, "conversation", f"{page.own.id.hex()} {page.other.id.hex()}")
        sources = {source.no: source for source in self.workspace.sources.all(scope)}
        return page_json(page, Attachments(self.workspace, sources))

    def picture(self, source_id: str) -> tuple[Source, Path, str]:
        """A visible source that is a picture, where its sealed original is, and what kind of picture its
        first bytes say. Raises ``NotFound`` (``no-picture-there``) for everything else: nothing that could be
        run is ever shown."""
        source, path = self.original(source_id)
        with path.open("rb") as stream:
            kind = mime_type(stream.read(64))
        if kind not in PICTURES:
            raise NotFound("no-picture-there", name=source.name)
        return source, path, kind
