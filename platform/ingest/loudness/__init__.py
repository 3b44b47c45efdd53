"""How loud a stream is, and what is wrong with its sound."""
