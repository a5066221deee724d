"""The tables: a module here is a theme, and nothing else is here."""
