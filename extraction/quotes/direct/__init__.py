"""Words in quotation marks, and words after the label of a speaker."""
