"""Messages in our own words."""

from bot.slack.blocks.text import section
from bot.slack.work import Message
from prompts.slack import say


def message(name: str, /, **values: str) -> Message:
    """One text of prompts/slack.yaml as a message. Values are escaped by whoever gives them."""
    text = say(name, **values)
    return Message(text=text, blocks=(_said(text),), plain=(_said(text),))


def _said(text: str) -> dict[str, object]:
    # Our own texts name people and channels, so Slack may make links of them.
    block = section(text)
    block["text"] = {"type": "mrkdwn", "text": text}
    return block
