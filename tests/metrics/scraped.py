"""Figures as Prometheus reads them."""

from collections.abc import Iterator

from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample


class Scraped:
    """What was read of `/metrics`."""

    def __init__(self, text: str) -> None:
        self.samples: list[Sample] = [
            each for family in text_string_to_metric_families(text) for each in family.samples
        ]

    def __call__(self, name: str, /, **labels: str) -> float:
        """Give the sum of what is told under a name with some labels."""
        told = [each.value for each in self.samples if each.name == name and labels.items() <= each.labels.items()]
        assert told, f"nothing is told of {name} {labels}"
        return sum(told)

    def labels_of(self, name: str) -> set[str]:
        """Give the labels of a name."""
        return {label for each in self.samples if each.name == name for label in each.labels}

    @property
    def names(self) -> set[str]:
        """All names."""
        return {each.name for each in self.samples}

    @property
    def words(self) -> Iterator[str]:
        """Everything that stands in a label."""
        return (word for each in self.samples for word in each.labels.values())
