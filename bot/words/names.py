"""The names that people read: options, variants, facts and side work."""

from collections.abc import Sequence

from rules.facts import Fact, Vocabulary

OPTIONS = {"lambda": "AWS Lambda", "containers": "containers", "monolith": "a monolith"}
VARIANTS = {
    "lambda": "ordinary Lambda",
    "lambda_managed": "Lambda Managed Instances",
    "fargate": "Fargate",
    "ecs_ec2": "ECS on EC2",
    "eks": "Kubernetes (EKS)",
    "monolith_fargate": "one program on Fargate",
    "monolith_ec2": "one program on EC2",
    "monolith_paas": "one program on Fly.io",
}
RUNS_ON = VARIANTS | {
    "lambda": "Lambda",
    "lambda_managed": "Managed Instances",
    "monolith_fargate": "Fargate",
    "monolith_ec2": "EC2",
    "monolith_paas": "Fly.io",
}
"""The same in a table, beside the option's name."""


def option(name: str | None) -> str:
    """Name an option; none where every one is ruled out."""
    return OPTIONS[name] if name else "nothing"


def variant(name: str | None) -> str:
    """Name a variant, option included."""
    return VARIANTS[name] if name else "nothing"


def target(name: str) -> str:
    """Name what a rule gives points to, an option or a variant; "lambda" is both, and means the option."""
    return OPTIONS.get(name) or VARIANTS[name]


def workload(facts: Vocabulary, name: str) -> str:
    """Name a side workload."""
    fact: Fact | None = facts.get("side_workloads")
    choice = fact.choices.get(name) if fact else None
    return choice.label if choice else name.replace("_", " ")


def fact_label(facts: Vocabulary, name: str) -> str:
    """Name a fact."""
    return facts[name].label if name in facts else name.replace("_", " ")


def capital(words: str) -> str:
    """Begin with a capital letter."""
    return words[:1].upper() + words[1:]


def in_a_row(words: Sequence[str], last: str) -> str:
    """Write words in a row, with a word such as "and" before the last."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def bare(words: str) -> str:
    """Leave out what cannot be seen and could move the cursor or turn the text around."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
