"""/health/live/ asks nothing but its own process. Without `django_db` a query is a failure."""


def test_a_living_process_says_so_and_asks_no_database(client):
    answer = client.get("/health/live/")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert "no-store" in answer["Cache-Control"]
