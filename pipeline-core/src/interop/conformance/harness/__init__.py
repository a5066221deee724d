"""What runs the tables: making, serving, baking, judging; the page; and tests of these."""
