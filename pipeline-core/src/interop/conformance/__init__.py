"""The conformance suite: what a row is, what rows share, and below it the tables and what runs them."""
