"""The options a verdict chooses from, the variants each can run as, and the criteria they are judged by."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "lambda": ("lambda", "lambda_managed"),
    "containers": ("fargate", "ecs_ec2", "eks"),
    "monolith": ("monolith_fargate", "monolith_ec2", "monolith_paas"),
}
"""Each option with its variants; an option stands for its best variant that is not blocked."""

OPTION_NAMES = tuple(OPTIONS)
VARIANTS = tuple(variant for variants in OPTIONS.values() for variant in variants)
OPTION_OF = {variant: option for option, variants in OPTIONS.items() for variant in variants}

NEAREST: dict[str, dict[str, str]] = {
    "functions": {"": "lambda"},
    "services": {"": "ecs_ec2", "fargate": "fargate", "kubernetes": "eks", "paas": "fargate"},
    "monolith": {"": "monolith_ec2", "fargate": "monolith_fargate", "paas": "monolith_paas"},
    "mixed": {"": "ecs_ec2", "lambda": "lambda", "fargate": "fargate", "kubernetes": "eks"},
}
"""The variant that comes nearest to what runs today, by shape and then by platform ("" for all others)."""

COST = "cost"
CRITERIA: dict[str, str] = {
    COST: "money and the effort of operating, from the cost model",
    "fit": "does the shape of the work suit how it runs",
    "team": "skills and size",
    "scale": "load, peaks and concurrency",
    "latency": "how soon an answer comes",
    "data": "passing, storing and querying data",
    "reliability": "staying up",
    "security": "access, isolation and audits",
    "delivery": "time to launch, releases and code",
    "observability": "seeing what happens",
    "portability": "leaving again",
    "wishes": "what the owners want, whatever fits",
}
"""The criteria by name; rules fill all but cost."""
