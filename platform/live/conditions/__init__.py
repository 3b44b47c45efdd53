"""What operators look at: all processes, as they tell it themselves, and what follows from it."""
