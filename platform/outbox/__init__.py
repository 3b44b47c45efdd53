"""What is done after the answer, until it is done. Knows no HTTP framework."""
