"""What each of our processes does about itself: its log, its loops, its watchdog, its files."""
