"""`/docs`: the API's documentation, rendered by Swagger UI from files of our own, so that no internet is needed."""

from pathlib import Path

from quart import Blueprint, Response
from quart_schema import hide

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API - EncryptedMedia Live</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"><p>The API is described in <a href="/openapi.json">/openapi.json</a>, and shown here by a
script{missing}.</p></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""

# A file of its own, because the content security policy allows no script inside the page.
START = """SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
"""


def create_docs(dist: Path) -> Blueprint:
    """The page; its style and script come from `dist/docs`, as any other file."""
    blueprint = Blueprint("docs", __name__)

    @blueprint.get("/docs")
    @hide
    async def read_docs() -> Response:
        built = (dist / "docs" / "swagger-ui-bundle.js").is_file()
        missing = "" if built else ", which <code>make run</code> has not built yet"
        page = PAGE.replace("{missing}", missing)
        return Response(page, content_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})

    @blueprint.get("/docs/start.js")
    @hide
    async def read_start() -> Response:
        return Response(START, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})

    return blueprint
