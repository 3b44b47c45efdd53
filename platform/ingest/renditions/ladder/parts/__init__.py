"""An encoder's pictures in the places of the source's: what it gives back, and parts and init sections with that in
them."""
