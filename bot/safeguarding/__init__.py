"""A child or an adult at risk: recognised by rules before anything else, and answered with fixed words."""
