"""What somebody reads, has read and wants to read."""
