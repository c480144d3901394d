"""The leak that is planted is found by the two profiles: its line comes first."""

import asyncio

from bench.leak import leak


def test_the_line_that_opens_a_connection_per_job_grew_most() -> None:
    printed = asyncio.run(leak(connections=25))
    at = next(at for at, line in enumerate(printed) if "asked for by" in line)
    assert "bench/soak/leaking.py" in printed[at + 1]
    assert printed[at + 1].endswith('reporter = await aiosqlite.connect(os.environ["DATABASE"])')
    assert any("bot/telegram/chores.py" in line for line in printed[at + 2 :])
