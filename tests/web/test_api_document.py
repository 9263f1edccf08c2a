"""The OpenAPI document is short enough to be read: what is the same everywhere stands once."""

from pathlib import Path

from tahqiq.web.api_document import readable_document
from tahqiq.web.app import openapi_document

WRITTEN = Path(__file__).resolve().parents[2] / "openapi.json"
METHODS = {"get", "post", "put", "patch", "delete"}
MOST = 75
"""Lines of ``openapi.json`` for each operation."""


def test_every_operation_has_one_answer_for_errors() -> None:
    document = openapi_document()
    for path in document["paths"].values():
        for method, operation in path.items():
            assert method in METHODS
            answers = operation["responses"]
            assert answers["default"] == {"$ref": "#/components/responses/Error"}
            assert all(code[0] in "123" for code in answers if code != "default")
    body = document["components"]["responses"]["Error"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/ErrorBody"}
    assert "ErrorBody" in document["components"]["schemas"]


def test_the_written_document_stays_short() -> None:
    operations = sum(len(path) for path in openapi_document()["paths"].values())
    assert len(WRITTEN.read_text("utf-8").splitlines()) <= MOST * operations


def test_a_field_called_title_stays_and_a_title_of_a_field_goes() -> None:
    field = {"title": "Title", "anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]}
    listed = {
        "anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}],
        "description": "a\nb",
    }
    shape = {"title": "Case", "type": "object", "properties": {"title": field, "people": listed}}
    given = {
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {"description": "x"}, "4XX": {}}}}},
        "components": {"schemas": {"Case": shape}},
    }
    made = readable_document(given, "ErrorBody")
    assert made["info"] == given["info"]
    assert made["components"]["schemas"]["Case"] == {
        "type": "object",
        "properties": {
            "title": {"type": ["string", "null"], "maxLength": 9},
            "people": {"type": ["array", "null"], "items": {"type": "string"}, "description": "a b"},
        },
    }
    assert made["paths"]["/a"]["get"]["responses"] == {
        "200": {"description": "x"},
        "default": {"$ref": "#/components/responses/Error"},
    }
