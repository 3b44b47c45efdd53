"""The outbox as part of the application: who sends, and the routes that need it. What is to be sent is in
`catalog.outbox`, how it goes in `outbox`."""
