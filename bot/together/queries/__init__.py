"""All SQL of read-alongs."""
