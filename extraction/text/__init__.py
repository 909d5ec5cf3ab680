"""The text as it comes, made readable: hidden characters, line breaks, quoted mail, ends of sentences."""
