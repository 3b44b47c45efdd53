"""Outgoing webhooks: how an event is written and signed, where it may go, and who sends it. What is to be sent is in
`catalog.outbox`."""
