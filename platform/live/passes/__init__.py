"""How long passes are good: the screens of this process, the judge of absence, and who takes back. Nothing here gives
one out, and nothing is asked of a socket."""
