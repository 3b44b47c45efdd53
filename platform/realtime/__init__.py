"""Push: what the world looks like (board), who is watching (presence), and getting a frame to every socket (hub).
No HTTP framework, no database and no RTMP in here; the api package brings those."""
