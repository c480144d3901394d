"""Which variant runs today."""

import numpy as np

from rules.columns import Codes
from rules.costs.load import Load, once
from rules.options import NEAREST, VARIANTS

NOTHING = -1
"""The current variant where nothing runs yet."""


@once
def current_variant(load: Load) -> Codes:
    """Find the variant that comes nearest to what runs, by shape and platform; `NOTHING` where nothing does."""
    current = np.full(load.size, NOTHING)
    for shape, by_platform in NEAREST.items():
        here = load.is_("current_shape", shape)
        if here.any():
            current[here] = VARIANTS.index(by_platform[""])
            for platform, variant in by_platform.items():
                if platform:
                    current[here & load.is_("current_platform", platform)] = VARIANTS.index(variant)
    return current
