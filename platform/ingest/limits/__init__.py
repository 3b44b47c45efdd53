"""How much a peer may cost, and who may come in when not all can. Pure."""
