"""The team page: what is asked, what is not answered, what people think of it, and the switch that pauses it."""
