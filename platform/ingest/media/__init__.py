"""What an encoder sends: FLV, codecs, times, health, and whether fans can play it. Pure."""
