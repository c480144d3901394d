"""What bots held while their jobs ran, drawn as an SVG: a panel for each thing held, a line for each bot."""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from bench.soak.looking import Look

TITLES = {
    "memory_mib": "resident memory, MiB",
    "descriptors": "open descriptors",
    "threads": "threads",
    "connections": "connections to the database",
}
COLOURS = ("#2166ac", "#d6604d", "#4d9221")
WIDE, HIGH, LEFT, TOP, GAP = 400, 170, 60, 70, 70
"""A panel's size and what lies around it, in pixels."""


def plot(bots: Mapping[str, Sequence[Look]], title: str) -> str:
    """Draw looks at bots against the runs of their jobs."""
    wide, high = 2 * (WIDE + GAP) + LEFT, 2 * (HIGH + GAP) + TOP
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif">',
            f'<rect width="{wide}" height="{high}" fill="white"/>',
            _text(LEFT, 24, title, size=15),
            *_legend(list(bots)),
            *(line for at, name in enumerate(TITLES) for line in _panel(bots, name, at)),
            "</svg>\n",
        ]
    )


def _legend(names: Sequence[str]) -> Iterator[str]:
    for at, name in enumerate(names):
        x = LEFT + at * 260
        yield f'<rect x="{x}" y="36" width="18" height="4" fill="{COLOURS[at]}"/>'
        yield _text(x + 24, 43, name)


def _panel(bots: Mapping[str, Sequence[Look]], name: str, at: int) -> Iterator[str]:
    left, top = LEFT + at % 2 * (WIDE + GAP), TOP + at // 2 * (HIGH + GAP)
    most_runs = max(look.runs for looks in bots.values() for look in looks) or 1
    most = max(getattr(look, name) for looks in bots.values() for look in looks) * 1.1 or 1
    yield _text(left, top - 8, TITLES[name], size=13)
    yield f'<path d="M{left} {top}v{HIGH}h{WIDE}" fill="none" stroke="#888"/>'
    for share in (0, 0.5, 1):
        yield _text(left - 6, top + HIGH * (1 - share) + 4, f"{most * share:,.0f}", anchor="end")
        yield _text(left + WIDE * share, top + HIGH + 16, f"{most_runs * share:,.0f}", anchor="middle")
    yield _text(left + WIDE / 2, top + HIGH + 32, "job runs", anchor="middle")
    for looks, colour in zip(bots.values(), COLOURS, strict=False):
        points = " ".join(
            f"{left + WIDE * look.runs / most_runs:.1f},{top + HIGH * (1 - getattr(look, name) / most):.1f}"
            for look in looks
        )
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _text(x: float, y: float, words: str, anchor: str = "start", size: int = 11) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="{size}">{escape(words)}</text>'
