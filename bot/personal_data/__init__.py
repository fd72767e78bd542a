"""Personal data is masked before anything is stored, searched or sent to a model."""
