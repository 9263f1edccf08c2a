"""The language of whoever asks holds for the whole answer."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tahqiq.kit.messages import wanted
from tahqiq.web.deps import Language


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
