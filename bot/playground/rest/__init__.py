"""The REST side that the bot speaks to, one module for each kind of thing."""
