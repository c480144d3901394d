"""The Telegram bot: updates in, cards out."""
