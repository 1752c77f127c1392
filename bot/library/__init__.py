"""Stories found and listed."""
