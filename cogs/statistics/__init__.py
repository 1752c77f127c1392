"""What reading adds up to."""
