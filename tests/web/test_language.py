"""The language of whoever asks holds for the whole answer."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

from tahqiq.kit.messages import wanted
from tahqiq.web.deps import Language
from tahqiq.web.errors import install


class Room(BaseModel):
    """A room of the example."""

    beds: int


class Rooms(BaseModel):
    """What the example is asked."""

    rooms: list[Room]


def test_what_an_answer_says_is_in_the_language_of_who_asks_and_of_nobody_else() -> None:
    app = FastAPI()

    @app.get("/told")
    def told(_locale: Language) -> str:
        return wanted()

    @app.get("/untold")
    def untold() -> str:
        return wanted()

    client = TestClient(app)
    assert client.get("/told", headers={"X-Language": "ar"}).json() == "ar"
    assert client.get("/told", headers={"X-Language": "ckb"}).json() == "ckb"
    assert client.get("/told").json() == "en"
    assert client.get("/untold", headers={"X-Language": "ar"}).json() == "en"


def test_an_answer_that_does_not_fit_is_refused_at_its_field_in_the_language_of_who_asks() -> None:
    app = FastAPI()
    install(app)

    @app.post("/api/v1/desks/rooms")
    def rooms(_given: Rooms) -> None: ...

    told = TestClient(app).post(
        "/api/v1/desks/rooms", json={"rooms": [{"beds": 1}, {"beds": "x"}]}, headers={"X-Language": "ar"}
    )
    assert (told.status_code, told.json()["field"]) == (422, "rooms.2.beds")
    assert "beds" not in told.json()["sentence"], "the field is named by its label on the page"
