"""What is sent unasked: subscribed to, made known, delivered once."""
