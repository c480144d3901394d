"""The interview itself: pure, without Telegram and without a database."""
