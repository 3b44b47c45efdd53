"""The documents: OpenAPI, AsyncAPI."""
