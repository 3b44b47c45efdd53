"""What is done after the answer, until it is done: who gets what, and when."""
