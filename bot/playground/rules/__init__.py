"""What Discord refuses: pure functions over the bodies that a bot sends."""
