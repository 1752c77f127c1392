"""Fireside: a Discord bot that serves stories."""
