"""What those who want to hear of a show are told of it, and when: each once."""
