"""One blueprint per resource, each with its request and answer shapes beside its routes."""
