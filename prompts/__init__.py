"""Every text that a person is shown in Signpost's own words, and every prompt a model is given."""
