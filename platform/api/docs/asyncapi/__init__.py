"""The channels, described for machines (AsyncAPI 3.0) and people. Every frame the server sends is held against it
in tests; nothing here sends anything."""
