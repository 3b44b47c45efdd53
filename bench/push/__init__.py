"""Push: what one delivery, one idle socket and one join cost, next to `ws`, Socket.IO and the floor."""
