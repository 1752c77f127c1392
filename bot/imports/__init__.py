"""Files made into manuscripts."""
