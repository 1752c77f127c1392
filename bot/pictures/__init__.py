"""Pictures that people share. Pure functions from words to PNG; they read nothing but their fonts."""
