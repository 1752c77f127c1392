"""What the cogs show: the router of presses and forms, and models turned into components."""
