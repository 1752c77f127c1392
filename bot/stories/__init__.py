"""Stories and chapters, their details, versions and places; who may see them, and how far."""
