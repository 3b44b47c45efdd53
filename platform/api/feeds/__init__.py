"""Shows for other programs that look by themselves: calendars, feed readers, podcast players."""
