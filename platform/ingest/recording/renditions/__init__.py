"""What a recording may be had as besides what was sent: made of its segments when somebody asks, never before.
Nothing live waits for it."""
