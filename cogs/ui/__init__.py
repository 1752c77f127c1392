"""The parts that the cogs share: the router of presses and forms, replies, and components made of models."""
