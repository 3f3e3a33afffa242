"""Reading Indonesian narrative: its sentences, the numbers and names in it, and what it claims."""
