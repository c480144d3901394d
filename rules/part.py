"""What every part of a verdict is."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a verdict: immutable, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
