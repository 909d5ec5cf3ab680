"""The parts of a text that are no sentences of it: datelines, credits, labels of speakers, numbers of paragraphs."""
