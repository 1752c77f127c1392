"""The SQL of what is stored about people and servers."""
