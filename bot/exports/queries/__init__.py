"""SQL lives in packages of this name, and nowhere else."""
