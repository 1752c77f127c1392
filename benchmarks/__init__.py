"""How fast Fireside is, measured beside the least that a bot can do: `make bench`."""
