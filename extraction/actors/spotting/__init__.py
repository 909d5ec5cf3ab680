"""Proper names in the text, and the roles beside them."""
