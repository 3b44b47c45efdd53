"""Webhooks as the database has them: who subscribed, what is to be delivered, and the rules of trying again.

Nothing here sends a request; `api.webhooks` does.
"""
