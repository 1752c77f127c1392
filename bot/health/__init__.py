"""How the bot is, for who operates it: a report for people and monitors, and figures for Prometheus."""
