"""What is in a text: words that are not wanted, links, names. Pure."""
