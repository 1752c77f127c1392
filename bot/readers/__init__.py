"""What is remembered of each reader: what they chose, and where they are members."""
