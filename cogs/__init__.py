"""The Discord surface of Fireside: thin cogs over the services."""
