"""A file that is deposited again is said to be here already, with the document that holds it; of one that the
depositor does not see nothing is said."""

from .conftest import SHEET, Served


def test_the_same_file_again_is_said_to_be_here_already(served: Served) -> None:
    client = served.client("insider")
    files = {"files": ("people.csv", SHEET)}
    first = client.post("/api/v1/deposits", data={"case": "Harbour"}, files=files)
    assert (first.status_code, first.json()[0]["already_here"]) == (201, None)
    source = first.json()[0]["id"]
    told = {"file": "again.csv", "source": source, "name": "people.csv"}
    again = {"files": ("again.csv", SHEET)}
    later = client.post("/api/v1/deposits", data={"case": "Harbour"}, files=again)
    assert (later.status_code, later.json()[0]["already_here"]) == (201, told)
    job = client.post("/api/v1/sources", data={"case": "Harbour"}, files=again)
    assert (job.status_code, job.json()["already_here"]) == (202, [told])
    new = client.post(
        "/api/v1/sources", data={"case": "Harbour"}, files={"files": ("b.csv", SHEET + "x,1,y\n")}
    )
    assert new.json()["already_here"] == []


def test_of_a_document_that_the_depositor_does_not_see_nothing_is_said(served: Served) -> None:
    files = {"files": ("people.csv", SHEET)}
    insider, outsider = served.client("insider"), served.client("outsider")
    never = outsider.post(
        "/api/v1/deposits", data={"case": "Elsewhere"}, files={"files": ("people.csv", "other\n" + SHEET)}
    ).json()[0]
    assert insider.post("/api/v1/deposits", data={"case": "Harbour"}, files=files).status_code == 201
    assert served.client().post("/api/v1/deposits", data={"case": "Harbour"}, files=files).status_code == 401
    assert outsider.post("/api/v1/deposits", data={"case": "Harbour"}, files=files).status_code == 404
    hidden = outsider.post("/api/v1/deposits", data={"case": "Elsewhere"}, files=files).json()[0]
    assert hidden["already_here"] is None is never["already_here"]
    assert hidden.keys() == never.keys()
    job = outsider.post("/api/v1/sources", data={"case": "Elsewhere"}, files=files).json()
    assert [one["source"] for one in job["already_here"]] == [hidden["id"]]  # their own, not the insider's
