"""The language model behind chat completions, as OpenAI and most other servers speak them.

`asking.py` has the deadline and the retry, `wire.py` the JSON both ways, and `client.py` all that knows the openai
package, which takes half a second and 50 MiB to import: it is loaded when something is first asked.
"""

from bot.narrator.provider.asking import Provider

__all__ = ["Provider"]
