"""A folder whose files become stories."""
