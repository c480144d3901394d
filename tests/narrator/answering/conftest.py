"""What tests of answering share."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.interview.advisor import Advisor, Think
from rules.scoring import Engine
from tests.rules.deciding import QUICK

T = TypeVar("T")


@pytest.fixture
def think(engine: Engine) -> Think:
    """Run the engine in the test itself."""
    advisor = Advisor(engine, QUICK)

    async def think(work: Callable[[Advisor], T], /) -> T:
        return work(advisor)

    return think
