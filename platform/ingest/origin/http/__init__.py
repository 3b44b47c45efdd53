"""The origin's HTTP: connections, requests, responses."""
