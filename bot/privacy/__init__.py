"""What is stored about people: given to them as a file, and erased when they wish."""
