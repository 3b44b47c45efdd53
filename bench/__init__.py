"""Benches: the product and its peers, started here and measured in one run, as CPU per unit of work.

No code of the platform lives here; the benches talk to it over its sockets only, as anyone would.
"""
