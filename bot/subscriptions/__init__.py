"""Subscriptions and their deliveries: notices, digests, serials and daily quotes, each sent once."""
