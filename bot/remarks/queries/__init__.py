"""The SQL of remarks."""
