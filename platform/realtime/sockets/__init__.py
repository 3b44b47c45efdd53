"""What a socket is: frames, the upgrade, one subscriber of either kind."""
