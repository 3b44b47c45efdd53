"""How processes are, as they tell it themselves: for operators, and for nothing else."""
