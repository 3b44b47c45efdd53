"""What pages of other sites may read, and with whose eyes."""

from quart import Quart

from api.http.cors import is_open, register_cors


def make_app() -> Quart:
    app = Quart(__name__)

    @app.route("/api/v1/livestreams", methods=["GET", "POST"])
    @app.get("/api/v1/me")
    async def answer() -> str:
        return "{}"

    register_cors(app)
    return app


async def test_a_public_read_is_for_every_page_and_never_with_cookies() -> None:
    answer = await make_app().test_client().get("/api/v1/livestreams", headers={"Origin": "https://other.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


async def test_a_browser_is_told_what_it_may_send_along() -> None:
    answer = await make_app().test_client().options("/api/v1/livestreams")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Last-Event-ID" in answer.headers["Access-Control-Allow-Headers"]


async def test_changes_and_the_rest_stay_closed() -> None:
    client = make_app().test_client()
    assert "Access-Control-Allow-Origin" not in (await client.post("/api/v1/livestreams")).headers
    assert "Access-Control-Allow-Origin" not in (await client.get("/api/v1/me")).headers


async def test_a_refusal_can_be_read_too() -> None:
    answer = await make_app().test_client().get("/api/v1/livestreams/unknown")
    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_path_that_only_begins_alike_is_another() -> None:
    assert is_open("/api/v1/livestreams/1/status")
    assert not is_open("/api/v1/livestreamsecret")
