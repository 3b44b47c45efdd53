"""The web process: REST, channels and pages, as a Quart application made by `api.app.create_app`.

Rules live in `catalog`, push in `realtime`; here is only what turns requests into calls and answers.
"""
