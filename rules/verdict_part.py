"""What every part of a verdict is, as JSON holds it."""

from pydantic import BaseModel, ConfigDict


class VerdictPart(BaseModel):
    """A part of a verdict: immutable, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
