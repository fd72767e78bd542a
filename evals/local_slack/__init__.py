"""A Slack of our own: its Web API, its response addresses and its web socket, on this machine, for tests and load."""
