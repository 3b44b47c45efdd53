"""A stream's sound alone: cut from its source where that takes little of a network, else made of it in less."""
