"""Discord's validation: pure functions over the bodies that a bot sends."""
