"""Stories as files that people can read, and that another Fireside brings in as they were."""
