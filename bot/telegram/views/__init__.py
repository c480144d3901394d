"""What the bot shows: from data to the paragraphs of a message, without Telegram, a clock or anything kept."""
