"""The statements that read one database and write the other."""
