"""Proper names: where they stand in the text, and the roles that stand with them."""
