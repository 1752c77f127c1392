"""Public posts: messages that everybody in a channel sees, known before they are sent."""
