"""Learning the weights that Signpost ships with, from the development cases; run by hand."""
