"""What a node tells web of itself."""

from ingest.web.callbacks import Web
from support.callback_web import SECRET, CallbackWeb

KEY = "00112233445566778899aabbccddeeff"


async def test_a_node_says_where_it_is_reached_if_it_knows(web: CallbackWeb) -> None:
    web.admit(KEY)
    for media_url in (None, "https://one.example.org"):
        client = Web(web.url, SECRET, "n1", media_url)
        await client.validate(KEY, "s1", "192.0.2.1", patience=5.0)
        await client.report([], wait=0)
        await client.close()
    for call in ("validate", "report"):
        assert [body["node"] for body in web.named(call)] == ["n1", "n1"]
        assert [body.get("media_url") for body in web.named(call)] == [None, "https://one.example.org"]
