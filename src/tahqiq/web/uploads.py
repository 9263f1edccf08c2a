"""Files that a person sends: refused before anything of them is written where they may not deposit, and
written once, into the place where they are sealed."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from tahqiq.kit.errors import Refused, TahqiqError
from tahqiq.web.deps import workbench
from tahqiq.web.limits import TooLarge
from tahqiq.workbench.words import Incoming, NoRoom

SAID = 1 << 20
"""Bytes of everything that is said of files, together."""
FORM = "multipart/form-data"


class _Parser(MultiPartParser):
    """Reads a form whose files go to where they will be sealed; ``begin`` is called in a thread of its own
    before the first byte of the first file is kept."""

    def __init__(
        self,
        request: Request,
        stream: AsyncGenerator[bytes, None],
        begin: Callable[[dict[str, str]], None],
        incoming: Callable[[], Incoming],
    ) -> None:
        super().__init__(request.headers, stream)
        self._begin, self._incoming, self._said = begin, incoming, 0

    def on_headers_finished(self) -> None:
        """The headers of a part are read: a file gets its place, which is not made before something is
        written into it."""
        super().on_headers_finished()
        if self._current_part.file is not None:
            place = self._incoming()
            place.before = self._allow
            self._current_part.file.file = place  # type: ignore[assignment]
            self._files_to_close_on_error[-1] = place  # type: ignore[call-overload]

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Bytes of a part: what is said of the files stays small."""
        if self._current_part.file is None:
            self._said += end - start
            if self._said > SAID:
                raise MultiPartException("The fields of the form are too long.")
        super().on_part_data(data, start, end)

    def _allow(self) -> None:
        begin, self._begin = self._begin, _nothing
        begin({name: value for name, value in self.items if isinstance(value, str)})


def _nothing(said: dict[str, str]) -> None:
    """Asked once is enough."""


class _UploadRequest(Request):
    """A request whose form is read by :class:`_Parser`."""

    async def _get_form(self, **limits: object) -> FormData:
        if self._form is None:
            try:
                place = workbench(self).place
                async with aclosing(self.stream()) as stream:
                    self._form = await _Parser(self, stream, self._begin, place).parse()
            except MultiPartException as error:
                raise HTTPException(400, error.message) from error
            except NoRoom as error:
                raise Refused("disk-full", path="file") from error
        return self._form

    def _begin(self, said: dict[str, str]) -> None:
        """Raise what would be raised in the end, while nothing is written yet: who may not deposit there
        sends no file. What is said of files stands before them."""
        bench = workbench(self)
        found = bench.deposit(said.get("case", ""), compartment=said.get("compartment", ""))
        bench.may_deposit(found)


class UploadRoute(APIRoute):
    """A route that takes files as :mod:`tahqiq.web.uploads` does."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route, given a request that reads its form so; what is refused while the form is
        read is told as what it is."""
        original = super().get_route_handler()

        async def handler(request: Request) -> Response:
            if not request.headers.get("content-type", "").startswith(FORM):
                return await original(request)
            try:
                return await original(_UploadRequest(request.scope, request.receive))
            except HTTPException as error:
                if isinstance(error.__cause__, TahqiqError | TooLarge):
                    raise error.__cause__ from error
                raise

        return handler
