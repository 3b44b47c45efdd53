"""Pictures of shows: one every few seconds, from a keyframe that is there anyway. No show waits for them."""
