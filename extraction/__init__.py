"""Text in, facts out: actors, quotes, events and positions, each tied to the characters that carry it."""
