"""The loader: what it refuses, in which words, and that the project's own rulebook has nothing to refuse."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules.conditions import OneOf
from rules.layers import fingerprint
from rules.problems import RulebookError
from rules.rule import Pilot, RuleFile
from rules.rulebook import HOUSE
from tests.rules.books import FILES, GATE, RULE, Book, house

RULE_FILE = "steady-load-favours-containers.toml"
READ_AT_LAST = date(2026, 12, 1)
"""The day on which a source of the project's own rulebook was last read."""
GATE_FILE = "long-jobs-do-not-fit.toml"
VOCABULARY = Path(__file__).parents[1] / "data" / "vocabulary.toml"


def test_a_rulebook_without_a_mistake_loads(book: Book) -> None:
    rulebook = book.load()
    assert [rule.id for rule in rulebook.rules] == ["long-jobs-do-not-fit", "steady-load-favours-containers"]
    assert rulebook.rule("long-jobs-do-not-fit").file.topic == "limits"
    assert set(rulebook.quantities) == {"concurrency", "load_per_engineer"}
    assert set(rulebook.assumptions) == {"utilisation"}
    assert rulebook.prices["limit.minutes"].usd == 15


def test_a_misspelt_fact_is_refused_with_its_place_and_the_nearest_name(book: Book) -> None:
    book.edit(RULE, 'fact = "requests_per_month", at_least', 'fact = "requests_per_mnth", at_least')
    assert book.problems() == [
        f'{RULE_FILE}: when.all[0]: no fact "requests_per_mnth". Did you mean "requests_per_month"?'
    ]


@pytest.mark.parametrize(
    ("condition", "refusal"),
    [
        pytest.param(
            '{ fact = "workload", is = "wep_app" }',
            'when.is: "workload" has no choice "wep_app". Did you mean "web_app"?',
            id="misspelt choice",
        ),
        pytest.param(
            '{ fact = "workload", in = ["batch", "iott"] }',
            'when.in: "workload" has no choice "iott". Did you mean "iot"?',
            id="misspelt choice in a list",
        ),
        pytest.param(
            '{ fact = "triggers", has = ["htp"] }',
            'when.has: "triggers" has no choice "htp". Did you mean "http"?',
            id="misspelt choice of several",
        ),
        pytest.param(
            '{ fact = "workload", is = { a = 1 } }',
            """when.is: "workload" has no choice {'a': 1}.""",
            id="a table for a choice",
        ),
        pytest.param(
            '{ fact = "workload", is = ["batch"] }',
            """when.is: "workload" has no choice ['batch'].""",
            id="a list for is",
        ),
        pytest.param(
            '{ fact = "workload", in = "batch" }', "when.in: 'batch' is no list of choices. Write", id="a word for in"
        ),
        pytest.param(
            '{ not = { fact = "nothing_like_it", is = 1 } }',
            'when.not: no fact "nothing_like_it".',
            id="fact under not",
        ),
        pytest.param(
            '{ any = [{ all = [{ fact = "gpo", is = true }] }] }',
            'when.any[0].all[0]: no fact "gpo". Did you mean "gpu"?',
            id="fact in nested groups",
        ),
        pytest.param(
            '{ fact = "requests_per_month", at_leest = 5 }',
            'when: no comparison "at_leest". Did you mean "at_least"?',
            id="misspelt comparison",
        ),
        pytest.param(
            '{ fact = "requests_per_month" }',
            "when: needs one comparison, not 0. Use one of is, in, has,",
            id="no comparison",
        ),
        pytest.param(
            '{ fact = "requests_per_month", above = 5, below = 9 }',
            "when: needs one comparison, not 2.",
            id="two comparisons",
        ),
        pytest.param("{ at_least = 5 }", "when: {'at_least': 5} names no fact.", id="no fact"),
        pytest.param("{ all = [] }", "when.all: [] is no list of conditions.", id="an empty list"),
        pytest.param("{ all = [3] }", "when.all[0]: 3 is not a condition.", id="a number for a condition"),
        pytest.param(
            '{ all = [{ fact = "gpu", is = true }], any = [{ fact = "gpu", is = true }] }',
            "when.all: stands beside other keys.",
            id="two groups",
        ),
        pytest.param(
            '{ not = { fact = "gpu", is = true }, fact = "gpu", is = false }',
            "when.not: stands beside other keys.",
            id="not beside a comparison",
        ),
        pytest.param(
            '{ fact = "requests_per_month", has = "x" }',
            'when.has: "requests_per_month" is a number. Compare it with at_least,',
            id="has of a number",
        ),
        pytest.param(
            '{ fact = "workload", above = 5 }',
            'when.above: "workload" is a choice. Compare it with is or in.',
            id="above of a choice",
        ),
        pytest.param(
            '{ fact = "triggers", is = "http" }',
            'when.is: "triggers" is a several. Compare it with has.',
            id="is of several",
        ),
        pytest.param(
            '{ fact = "gpu", is = "yes" }',
            "when.is: 'yes' is neither true nor false. Write true or false.",
            id="a word for a flag",
        ),
        pytest.param(
            '{ fact = "requests_per_month", above = true }',
            "when.above: True is not a number.",
            id="a flag for a number",
        ),
        pytest.param('{ fact = "requests_per_month", above = nan }', "when.above: nan is not a number.", id="nan"),
        pytest.param('{ fact = "requests_per_month", below = inf }', "when.below: inf is not a number.", id="infinity"),
        pytest.param(
            f'{{ fact = "requests_per_month", below = 1{"0" * 400} }}', "is not a number.", id="a number of 400 digits"
        ),
    ],
)
def test_a_condition_that_means_nothing_is_refused(book: Book, condition: str, refusal: str) -> None:
    assert any(f"{RULE_FILE}: " in each and refusal in each for each in book.condition(condition))


@pytest.mark.parametrize(
    ("condition", "refusal"),
    [
        (
            '{ fact = "longest_job_minutes", above = "15 s" }',
            'when.above: the unit "s" does not fit "longest_job_minutes". It is in "min".',
        ),
        (
            '{ fact = "requests_per_month", above = "limit.minutes" }',
            'when.above: the unit "min" does not fit "requests_per_month". It is in "1/month".',
        ),
        (
            '{ fact = "engineers", above = "5 min" }',
            'when.above: the unit "min" does not fit "engineers". It has none.',
        ),
        (
            '{ fact = "concurrency", above = "5 ms" }',
            'when.above: the unit "ms" does not fit "concurrency". It has none.',
        ),
        (
            '{ fact = "longest_job_minutes", above = "limit.minuts" }',
            'when.above: no limit "limit.minuts". Did you mean "limit.minutes"?',
        ),
        ('{ fact = "longest_job_minutes", above = "1.2.3 min" }', 'when.above: no limit "1.2.3 min".'),
    ],
)
def test_a_unit_that_does_not_fit_is_refused(book: Book, condition: str, refusal: str) -> None:
    assert any(f"{RULE_FILE}: {refusal}" in each for each in book.condition(condition))


@pytest.mark.parametrize(
    "text", ['"15 min"', '"15min"', '" 1.5e1 min"', '"15"', '"1_5.0 min"', "15", '"limit.minutes"']
)
def test_a_number_may_carry_the_unit_of_its_fact_or_be_a_limit(book: Book, text: str) -> None:
    book.edit(GATE, 'above = "limit.minutes"', f"above = {text}")
    assert book.problems() == []


@pytest.mark.parametrize(
    ("comparison", "verdict"),
    [
        ('fact = "requests_per_month", above = 1000000', "is never above 1,000,000. It lies between 0 and 1,000,000."),
        ('fact = "requests_per_month", at_least = 0', "is always at least 0. It lies between 0 and 1,000,000."),
        ('fact = "requests_per_month", below = 0', "is never below 0."),
        ('fact = "requests_per_month", at_most = 1000000', "is always at most 1,000,000."),
        ('fact = "requests_per_month", is = -1', "is never -1."),
        ('fact = "idle_share", above = 20', "is never above 20. It lies between 0 and 1."),
        ('fact = "engineers", is = 2.5', "is never 2.5. It is a whole number."),
        ('fact = "engineers", below = 1', "is never below 1."),
        ('fact = "load_per_engineer", at_least = 0', "is always at least 0."),
        ('fact = "load_per_engineer", above = 1000000', "is never above 1,000,000. It lies between 0 and 1,000,000."),
        ('fact = "workload", in = ["web_app", "batch", "iot"]', "is always one of these."),
        ('fact = "workload", in = []', "[] is no list of choices."),
        ('fact = "triggers", has = []', "never has one of none."),
        ('fact = "triggers", has = ["http", "queue", "none"]', "is always one of these."),
    ],
)
def test_a_comparison_that_is_never_or_always_true_is_refused(book: Book, comparison: str, verdict: str) -> None:
    assert any(f"{RULE_FILE}: when." in each and verdict in each for each in book.condition(f"{{ {comparison} }}"))


@pytest.mark.parametrize(
    "comparison",
    [
        'fact = "requests_per_month", at_least = 1000000',
        'fact = "requests_per_month", above = 0',
        'fact = "requests_per_month", is = 0',
        'fact = "engineers", at_most = 1',
        'fact = "engineers", is = 500',
        'fact = "load_per_engineer", at_least = 1000000',
        'fact = "concurrency", above = 1e30',
    ],
)
def test_a_comparison_that_only_the_outermost_value_meets_is_accepted(book: Book, comparison: str) -> None:
    assert not [each for each in book.condition(f"{{ {comparison} }}") if "when" in each]


@pytest.mark.parametrize(
    ("file", "old", "new", "refusal"),
    [
        pytest.param(
            RULE, "date = 2026-06-01\n", "", f"{RULE_FILE}: sources[0].date: is missing. Add it.", id="no date"
        ),
        pytest.param(
            RULE,
            "date = 2026-06-01",
            'date = "2026-06-01"',
            f"{RULE_FILE}: sources[0].date: Input should be a valid date (got '2026-06-01'). Write it as",
            id="a date in quotes",
        ),
        pytest.param(
            RULE,
            "date = 2026-06-01",
            "date = 20260601",
            f"{RULE_FILE}: sources[0].date: Input should be a valid date (got 20260601).",
            id="a number for a date",
        ),
        pytest.param(
            RULE,
            "https://example.org/book",
            "http://example.org/book",
            f"{RULE_FILE}: sources[0].url: String should match pattern '^https://' (got 'http://example.org/book'). "
            "Begin it with https://.",
            id="no https",
        ),
        pytest.param(RULE, "[[sources]]", "[[saurces]]", f"{RULE_FILE}: sources: is missing. Add it.", id="no source"),
        pytest.param(
            RULE,
            "[[sources]]",
            "[[saurces]]",
            f'{RULE_FILE}: saurces: there is no key "saurces". Did you mean "sources"?',
            id="unknown key",
        ),
        pytest.param(
            RULE,
            "because = ",
            "becuase = ",
            f'{RULE_FILE}: becuase: there is no key "becuase". Did you mean "because"?',
            id="misspelt key",
        ),
        pytest.param(
            GATE,
            'blocks = ["lambda"]',
            'blocks = ["lambda"]\nid = "other"',
            f'{GATE_FILE}: id: is "long-jobs-do-not-fit" by the place where it stands. Leave it out.',
            id="an id of its own",
        ),
        pytest.param(
            GATE,
            'blocks = ["lambda"]',
            'blocks = ["lambda"]\ntopic = "cost"',
            f'{GATE_FILE}: topic: is "limits" by the place where it stands. Leave it out.',
            id="a topic of its own",
        ),
        pytest.param(
            GATE,
            'value = "limit.minutes"',
            'value = "limit.minute"',
            f'{GATE_FILE}: sources[0].value: no price "limit.minute". Did you mean "limit.minutes"?',
            id="unknown price",
        ),
        pytest.param(
            GATE,
            'above = "limit.minutes"',
            'above = "limit.minute"',
            f'{GATE_FILE}: when.above: no limit "limit.minute". Did you mean "limit.minutes"?',
            id="unknown limit",
        ),
        pytest.param(
            GATE,
            'blocks = ["lambda"]',
            'blocks = ["lamda"]',
            f'{GATE_FILE}: blocks: no variant "lamda". Did you mean "lambda"?',
            id="unknown variant",
        ),
        pytest.param(
            GATE,
            'blocks = ["lambda"]',
            'blocks = ["containers"]',
            f'{GATE_FILE}: blocks: no variant "containers".',
            id="an option blocked",
        ),
        pytest.param(
            GATE,
            'blocks = ["lambda"]\n',
            "",
            f"{GATE_FILE}: blocks: a gate needs `blocks`. Add it.",
            id="a gate that blocks nothing",
        ),
        pytest.param(
            GATE,
            'blocks = ["lambda"]',
            'blocks = ["lambda"]\ncriterion = "fit"',
            f"{GATE_FILE}: criterion: a gate cannot have `criterion`. Leave it out.",
            id="a gate with a criterion",
        ),
        pytest.param(
            GATE,
            'kind = "gate"',
            'kind = "gaet"',
            f"{GATE_FILE}: kind: Input should be 'reason', 'gate', 'finding', 'advice' or 'pilot' (got 'gaet').",
            id="unknown kind",
        ),
        pytest.param(
            RULE,
            'criterion = "scale"\n',
            "",
            f"{RULE_FILE}: criterion: a reason needs `criterion`. Add it.",
            id="a reason without a criterion",
        ),
        pytest.param(
            RULE,
            'criterion = "scale"',
            'criterion = "scael"',
            f'{RULE_FILE}: criterion: no criterion "scael". Did you mean "scale"?',
            id="unknown criterion",
        ),
        pytest.param(
            RULE,
            'criterion = "scale"',
            'criterion = "cost"',
            f"{RULE_FILE}: criterion: the cost model alone speaks of cost.",
            id="points for cost",
        ),
        pytest.param(
            RULE,
            "lambda = -2",
            "lamda = -2",
            f'{RULE_FILE}: points.lamda: no option or variant "lamda". Did you mean "lambda"?',
            id="points for nobody",
        ),
        pytest.param(
            RULE,
            "containers = 2",
            "containers = 4",
            f"{RULE_FILE}: points.containers: 4 are too many or none. Give 1 to 3",
            id="too many points",
        ),
        pytest.param(
            RULE,
            "lambda = -2",
            "lambda = 0",
            f"{RULE_FILE}: points.lambda: 0 are too many or none. Give 1 to 3",
            id="no points",
        ),
        pytest.param(
            RULE,
            "containers = 2,",
            "opinions = 2,",
            f'{RULE_FILE}: points.opinions: no option or variant "opinions".',
            id="points for a word",
        ),
        pytest.param(
            RULE,
            "points = { containers = 2,",
            "opinion = true\npoints = { containers = 3,",
            f"{RULE_FILE}: points: an opinion cannot have a strength of 3.",
            id="a strong opinion",
        ),
        pytest.param(
            GATE,
            'kind = "gate"',
            'kind = "gate"\nwhole_systems = true',
            f"{GATE_FILE}: whole_systems: a gate speaks of side work, too. Leave it out.",
            id="a gate about whole systems",
        ),
        pytest.param(
            GATE,
            'kind = "gate"',
            'kind = "gate"\nsteps_for = "staying"',
            f"{GATE_FILE}: steps_for: only a finding with steps can have `steps_for`. Leave it out.",
            id="a gate whose steps are for some",
        ),
        pytest.param(
            GATE,
            'kind = "gate"',
            'kind = "gate"\non = "aws"',
            f"{GATE_FILE}: on: only a finding can have `on`. Leave it out.",
            id="a gate for those on AWS",
        ),
        pytest.param(
            "facts/gpu.toml",
            'label = "Thing"\n',
            "",
            "gpu.toml: label: is missing. Add it.",
            id="a fact without a label",
        ),
        pytest.param(
            "facts/gpu.toml",
            'kind = "flag"',
            'kind = "flag"\nmax = 3',
            "gpu.toml: max: a flag cannot have `max`. Leave it out.",
            id="a flag with bounds",
        ),
        pytest.param(
            "facts/gpu.toml",
            'kind = "flag"',
            'kind = "flag"\nmost = 3',
            "gpu.toml: most: a flag cannot have `most`.",
            id="a flag with most",
        ),
        pytest.param(
            "facts/gpu.toml",
            'kind = "flag"',
            'kind = "choice"',
            "gpu.toml: choices: a choice needs choices. Add a table for each.",
            id="a choice without choices",
        ),
        pytest.param(
            "facts/triggers.toml",
            "most = 2\n",
            "",
            "triggers.toml: most: a several needs `most`.",
            id="several without most",
        ),
        pytest.param(
            "facts/engineers.toml",
            "max = 500",
            "max = 1",
            "engineers.toml: max: 1 is not above min, 1. Order them.",
            id="bounds out of order",
        ),
        pytest.param(
            "facts/engineers.toml",
            "max = 500",
            "max = 500\nnone = 501",
            "engineers.toml: none: 501 is no possible number. Keep it from `min` to `max`.",
            id="a none that is out of bounds",
        ),
        pytest.param(
            "facts/engineers.toml",
            "min = 1",
            "min = -1",
            "engineers.toml: min: Input should be greater than or equal to 0 (got -1).",
            id="a bound below zero",
        ),
        pytest.param(
            "facts/longest_job_minutes.toml",
            '"limits"',
            '"limit"',
            'longest_job_minutes.toml: tick.checklist: no checklist "limit". Did you mean "limits"?',
            id="unknown checklist",
        ),
        pytest.param(
            "facts/longest_job_minutes.toml",
            ", above = 15",
            "",
            "longest_job_minutes.toml: tick.above: a tick needs `above` for a number, and only there.",
            id="a tick without its limit",
        ),
        pytest.param(
            "facts/longest_job_minutes.toml",
            "above = 15",
            "above = 1000",
            "longest_job_minutes.toml: tick.above: 1,000 does not lie between 0 and 1,000.",
            id="a tick that nothing reaches",
        ),
        pytest.param(
            "facts/workload.toml",
            '"latency"',
            '"latence"',
            'workload.toml: choices.web_app.doubles: no criterion "latence". Did you mean "latency"?',
            id="doubles an unknown criterion",
        ),
        pytest.param(
            "facts/workload.toml",
            'doubles = ["latency"]',
            'asks = "engineer"',
            'workload.toml: choices.web_app.asks: no fact "engineer". Did you mean "engineers"?',
            id="asks an unknown fact",
        ),
        pytest.param(
            "prices/limits.toml",
            "value = 15",
            "",
            "limits.toml: limit.minutes.readings[0]: needs either `value` or `tiers`. Give one of them.",
            id="a price without a value",
        ),
        pytest.param(
            "prices/limits.toml",
            "value = 15",
            "value = -15",
            "limits.toml: limit.minutes.readings[0].value: Input should be greater than or equal to 0 (got -15).",
            id="a negative price",
        ),
        pytest.param(
            "prices/limits.toml",
            "value = 15",
            "value = nan",
            "limits.toml: limit.minutes.readings[0].value: Input should be a finite number (got nan).",
            id="no number for a price",
        ),
        pytest.param(
            "prices/limits.toml",
            "value = 15",
            "tiers = [{ usd = 1, upto = 5 }, { usd = 2, upto = 5 }]",
            "limits.toml: limit.minutes.readings[0]: tiers must rise, and the last must be open.",
            id="tiers that end",
        ),
        pytest.param(
            "prices/limits.toml",
            'source = "Quotas"\n',
            "",
            "limits.toml: limit.minutes.readings[0].source: is missing. Add it.",
            id="a price without a source",
        ),
        pytest.param(
            "prices/limits.toml",
            'url = "https',
            'url = "http',
            "limits.toml: limit.minutes.readings[0].url: String should match pattern '^https://'",
            id="a price without https",
        ),
        pytest.param(
            "quantities.toml",
            'over = ["engineers"]',
            'over = ["enginers"]',
            'quantities.toml: load_per_engineer: no numeric fact "enginers". Did you mean "engineers"?',
            id="quantity of an unknown fact",
        ),
        pytest.param(
            "quantities.toml",
            'over = ["engineers"]',
            'over = ["workload"]',
            'quantities.toml: load_per_engineer: no numeric fact "workload". Known: duration_ms, ',
            id="quantity of a choice",
        ),
        pytest.param(
            "quantities.toml",
            "[concurrency]",
            "[engineers]",
            "quantities.toml: engineers: a fact (engineers.toml) has this name already.",
            id="quantity with a fact's name",
        ),
        pytest.param(
            "assumptions.toml",
            "[utilisation]",
            "[engineers]",
            "assumptions.toml: engineers: a fact (engineers.toml) has this name already.",
            id="assumption with a fact's name",
        ),
        pytest.param(
            "assumptions.toml",
            "mid = 0.4",
            "mid = 0.1",
            "assumptions.toml: utilisation.mid: low, mid and high must rise, not 0.2, 0.1, 0.6.",
            id="assumption out of order",
        ),
        pytest.param(
            "assumptions.toml",
            "[utilisation]",
            "three = 3\n[utilisation]",
            "assumptions.toml: three: 3 is not a table. Write [three].",
            id="a number for a table",
        ),
        pytest.param(
            "checklists/limits.toml",
            "effort = 1",
            "effort = 9",
            "limits.toml: effort: Input should be less than or equal to 4 (got 9).",
            id="a checklist of too much effort",
        ),
    ],
)
def test_a_mistake_is_named_with_file_key_and_cure(book: Book, file: str, old: str, new: str, refusal: str) -> None:
    problems = book.edit(file, old, new).problems()
    assert any(each.startswith(refusal) for each in problems), problems


@pytest.mark.parametrize(
    ("fact", "old", "new", "refusal"),
    [
        (
            "triggers",
            'given = "workload"',
            'given = "worklaod"',
            'prior.given: no fact "worklaod". Did you mean "workload"?',
        ),
        (
            "triggers",
            'given = "workload"',
            'given = "engineers"',
            'prior.given: "engineers" is a count. Name a choice or flag.',
        ),
        ("triggers", 'given = "workload"\n', "", "prior.by: rows need `given`."),
        ("triggers", "by.batch", "by.bacth", 'prior.by.bacth: "workload" is never "bacth". Did you mean "batch"?'),
        ("triggers", "http = 0.8", "http = 1.8", "prior.chance.http: 1.8 is no share. Give a number between 0 and 1."),
        ("triggers", "http = 0.8", "none = 0.8", "prior.chance.none: is drawn where no other is. Leave it out."),
        ("triggers", "http = 0.8", "htp = 0.8", 'prior.chance.htp: no choice "htp". Did you mean "http"?'),
        ("triggers", "chance = { queue = 0.5 }", "yes = 0.5", "prior.by.batch: a several prior needs `chance`."),
        ("triggers", "chance = { queue = 0.5 }", "yes = 0.5", "prior.by.batch.yes: is not for a several. Give chance."),
        ("workload", "batch = 1", "batch = -1", "prior.weights.batch: -1 is no weight. Give a number from 0 on."),
        ("workload", "web_app = 3, batch = 1", "web_app = 0", "prior.weights: all weights are zero."),
        ("gpu", "yes = 0.1", "yes = 1.1", "prior.yes: Input should be less than or equal to 1 (got 1.1)."),
        ("gpu", "yes = 0.1", "low = 0.1", "prior: a flag's prior needs `yes`."),
        ("gpu", 'source = "assumption"\n', "", "prior.source: is missing. Add it."),
        ("gpu", "yes = 0.1", 'yes = 0.1\ntimes = "engineers"', "prior.times: a flag is no multiple of a number."),
        ("engineers", "mid = 10", "mid = 100", "prior: low, mid and high must rise, not (1.0, 100.0, 100.0)."),
        ("engineers", "low = 1\n", "", "prior: a count prior needs low, mid and high."),
        ("engineers", "low = 1\n", "low = 0\n", "prior.low: 0.0 is not above 0. Use `zero`"),
        ("engineers", "high = 100", "high = 501", 'prior.high: "engineers" is never 501. It lies between 1 and 500.'),
        ("engineers", "low = 1\n", "low = 1\nzero = 0.1\n", 'prior.zero: "engineers" is never 0.'),
        (
            "gpu",
            "yes = 0.1",
            "yes = 0.1\nwhere.worklaod.batch.yes = 0.2",
            'prior.where.worklaod: no fact "worklaod". Did you mean "workload"?',
        ),
        (
            "gpu",
            "yes = 0.1",
            "yes = 0.1\nwhere.engineers.batch.yes = 0.2",
            'prior.where.engineers: "engineers" is a count. Name a choice or flag or several.',
        ),
        (
            "gpu",
            "yes = 0.1",
            "yes = 0.1\nwhere.workload.bacth.yes = 0.2",
            'prior.where.workload.bacth: "workload" is never "bacth". Did you mean "batch"?',
        ),
        (
            "gpu",
            "yes = 0.1",
            "yes = 0.1\nwhere.workload.batch.low = 0.2",
            "prior.where.workload.batch: a flag's prior needs `yes`.",
        ),
        (
            "triggers",
            'given = "workload"',
            'given = "workload"\nwhere.workload.batch.chance.queue = 0.5',
            "prior.where.workload: is the parent. Put these rows into `prior.by`.",
        ),
        (
            "engineers",
            "low = 1\n",
            'low = 1\ntimes = "workload"\n',
            'prior.times: "workload" is a choice. Name a count or number.',
        ),
        (
            "engineers",
            "low = 1\n",
            'low = 1\nfalls_with = "workload"\n',
            'prior.falls_with: "workload" is a choice. Name a count or number.',
        ),
        ("idle_share", "high = 0.3", "high = 1.3", 'prior.high: "idle_share" is never 1.3. It lies between 0 and 1.'),
    ],
)
def test_a_bad_prior_is_refused(book: Book, fact: str, old: str, new: str, refusal: str) -> None:
    problems = book.edit(f"facts/{fact}.toml", old, new).problems()
    assert any(each.startswith(f"{fact}.toml: {refusal}") for each in problems), problems


def test_a_cycle_of_priors_is_refused_at_the_facts_that_form_it_and_at_no_other(book: Book) -> None:
    book.edit("facts/gpu.toml", "yes = 0.1", 'yes = 0.1\ngiven = "workload"')
    book.edit("facts/workload.toml", 'source = "assumption"', 'source = "assumption"\ngiven = "gpu"')
    hangs, cure = "prior: this fact's prior hangs on itself", "Break the cycle of given, times, falls_with and where."
    assert book.problems() == [  # triggers only hangs on workload
        f"gpu.toml: {hangs}: gpu on workload, workload on gpu. {cure}",
        f"workload.toml: {hangs}: workload on gpu, gpu on workload. {cure}",
    ]


def test_a_rule_without_one_of_its_three_examples_is_refused(book: Book) -> None:
    for word in ("fires", "silent", "undecided"):
        book.write(RULE, FILES[RULE].replace(f"[examples.{word}]", f"[examples.{word}_no_more]"))
        problems = book.problems()
        assert f"{RULE_FILE}: examples.{word}: is missing. Add it." in problems
        book.write(RULE, FILES[RULE])
    assert book.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        (
            "requests_per_month = 1000\n",
            "requests_per_month = 999\n",
            "fires: the rule is silent here. It should be an example that fires.",
        ),
        ("requests_per_month = 1000\n", "", "fires: the rule is undecided here. It should be an example that fires."),
        (
            "requests_per_month = 999\n",
            "requests_per_month = 1000\n",
            "silent: the rule fires here. It should be an example that is silent.",
        ),
        (
            "requests_per_month = 999\n",
            "",
            "silent: the rule is undecided here. It should be an example that is silent.",
        ),
        (
            "[examples.undecided]\n",
            "[examples.undecided]\nrequests_per_month = 0\n",
            "undecided: the rule is silent here. It should be an example that is undecided.",
        ),
        (
            "[examples.undecided]\n",
            "[examples.undecided]\nrequests_per_month = 5000\n",
            "undecided: the rule fires here. It should be an example that is undecided.",
        ),
    ],
)
def test_an_example_that_does_not_do_what_it_says_is_refused(book: Book, old: str, new: str, refusal: str) -> None:
    assert book.edit(RULE, old, new).problems() == [f"{RULE_FILE}: examples.{refusal}"]


@pytest.mark.parametrize(
    ("example", "refusal"),
    [
        ('workload = "wep_app"', """workload: no choice 'wep_app'. Did you mean "web_app"? Write a choice, such as"""),
        ("requests_per_mnth = 5", 'requests_per_mnth: no fact "requests_per_mnth". Did you mean "requests_per_month"?'),
        ("requests_per_month = -5", "requests_per_month: -5 is not possible: it lies between 0 and 1,000,000 1/month"),
        ("concurrency = 5", 'concurrency: no fact "concurrency".'),
    ],
)
def test_an_impossible_example_is_refused(book: Book, example: str, refusal: str) -> None:
    head, rest = FILES[RULE].split("[examples.fires]\n")
    book.write(RULE, f"{head}[examples.fires]\n{example}\n[examples.silent]{rest.split('[examples.silent]')[1]}")
    assert [each.startswith(f"{RULE_FILE}: examples.fires.{refusal}") for each in book.problems()] == [True]


def test_two_files_of_one_id_are_refused_wherever_they_stand(book: Book) -> None:
    book.copy(RULE, "book/cost/steady-load-favours-containers.toml")
    book.copy("facts/gpu.toml", "facts/more/gpu.toml")
    book.copy("checklists/limits.toml", "checklists/more/limits.toml")
    book.copy("prices/limits.toml", "prices/more.toml")
    rename = "Rename one of them."
    assert sorted(book.problems()) == [
        f"more.toml: limit.minutes: the id is taken by limits.toml. {rename}",
        f'more/gpu.toml: the id "gpu" is taken by facts/gpu.toml. {rename}',
        f'more/limits.toml: the id "limits" is taken by checklists/limits.toml. {rename}',
        f'scale/{RULE_FILE}: the id "steady-load-favours-containers" is taken by cost/{RULE_FILE}. {rename}',
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_toml_is_refused_with_its_line(book: Book, name: str) -> None:
    book.write(name, 'why = "Because."\nlabel = = 3\n')
    expected = f"{Path(name).name}: cannot be read as TOML: Invalid value (at line 2, column 9). Mend that line."
    assert expected in book.problems()


@pytest.mark.parametrize("text", [f"effort = 1{'0' * 5000}", f"a = {'[' * 5000}", "date = 2026-13-45"])
def test_hostile_toml_is_refused_and_not_a_crash(book: Book, text: str) -> None:
    book.write("facts/gpu.toml", text)
    assert any(each.startswith("gpu.toml: cannot be read as TOML: ") for each in book.problems())


def test_bytes_that_are_not_text_are_refused(book: Book) -> None:
    (book.folder / "facts/gpu.toml").write_bytes(b"k\xff\xfe\x00k")
    assert "gpu.toml: is no text in UTF-8 (byte 2). Save it as UTF-8." in book.problems()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.folder = tmp_path / "nowhere"
    assert book.problems() == [
        "quantities.toml: no such file. Check the path.",
        "assumptions.toml: no such file. Check the path.",
    ]


def test_control_characters_of_a_file_do_not_reach_the_terminal(book: Book) -> None:
    problems = book.condition('{ fact = "\\u001b[2Jgpu", is = true }')
    assert problems[0].startswith(f'{RULE_FILE}: when: no fact "\\u001b[2Jgpu".')


def test_all_mistakes_of_all_files_show_at_once(book: Book) -> None:
    book.edit(RULE, 'fact = "workload", is = "web_app"', 'fact = "workload", is = "wep_app"')
    book.edit(RULE, "date = 2026-06-01\n", "")
    book.edit(RULE, "requests_per_month = 999", "requests_per_month = -999")
    book.edit(GATE, 'above = "limit.minutes"', 'above = "15 s"')
    book.edit(GATE, 'blocks = ["lambda"]', 'blocks = ["lamda"]')
    book.edit("facts/engineers.toml", "mid = 10", "mid = 1000")
    book.edit("facts/workload.toml", '"latency"', '"latence"')
    book.edit("quantities.toml", '"duration_ms"', '"duration_s"')
    book.edit("assumptions.toml", "high = 0.6", "high = 0.1")
    book.edit("prices/limits.toml", 'source = "Quotas"', 'source = ""')
    assert {problem.split(": ")[0] + ": " + problem.split(": ")[1] for problem in book.problems()} == {
        f"{RULE_FILE}: when.all[1].is",
        f"{RULE_FILE}: sources[0].date",
        f"{RULE_FILE}: examples.silent.requests_per_month",
        f"{GATE_FILE}: when.above",
        f"{GATE_FILE}: blocks",
        "engineers.toml: prior",
        "engineers.toml: prior.mid",
        "workload.toml: choices.web_app.doubles",
        "quantities.toml: concurrency",
        "assumptions.toml: utilisation.high",
        "limits.toml: limit.minutes.readings[0].source",
    }


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("facts/requests_per_month.toml", 'label = "Thing"\n', ""),
        ("facts/workload.toml", "label =", "labell ="),
        ("facts/workload.toml", 'kind = "choice"', "kind = "),
        ("prices/limits.toml", 'unit = "min"\n', ""),
    ],
)
def test_a_broken_file_is_blamed_and_what_names_it_is_not(book: Book, file: str, old: str, new: str) -> None:
    book.write(file, (book.folder / file).read_text(encoding="utf-8").replace(old, new, 1))
    assert {problem.split(":")[0] for problem in book.problems()} == {Path(file).name}


def test_a_rulebook_of_ones_own_has_the_name_of_its_folder(book: Book) -> None:
    assert list(book.load().books) == ["book"]
    assert list(house().books) == ["house"]


def test_a_fingerprint_changes_with_every_word_but_not_with_the_cases(book: Book) -> None:
    first = fingerprint(book.folder)
    book.write("cases/one.toml", "title = 'A case'")
    assert fingerprint(book.folder) == first
    book.edit(RULE, "never rests", "never sleeps")
    assert fingerprint(book.folder) != first


def test_a_mistake_in_a_case_waits_until_the_cases_are_asked_for(book: Book) -> None:
    assert book.load().cases == ()
    book.write("cases/one.toml", "title = 'A case'")
    rulebook = book.load()
    with pytest.raises(RulebookError, match=r"one\.toml: answers: is missing"):
        _ = rulebook.cases


def test_the_projects_cases_are_read_once() -> None:
    rulebook = house()
    assert len(rulebook.cases) == len(list((HOUSE / "cases").glob("*.toml")))
    assert rulebook.cases is rulebook.cases


STEP = """[[steps]]
do = "Try it."
days = 1
done_when = "It was tried."
undo = "Leave it."
"""


def pilot(book: Book, head: str, steps: str = STEP) -> list[str]:
    """List what is wrong with the reason after it was made a pilot."""
    book.edit(RULE, 'kind = "reason"', 'kind = "pilot"')
    book.edit(RULE, 'criterion = "scale"\npoints = { containers = 2, lambda = -2 }\n', head)
    book.write(RULE, (book.folder / RULE).read_text(encoding="utf-8") + steps)
    return book.problems()


def test_a_pilot_is_read(book: Book) -> None:
    assert pilot(book, 'tries = { action = "move", to = "lambda" }\n', f'{STEP}saves = "arm64"\n') == []
    rule = book.load().rule("steady-load-favours-containers").file
    assert (rule.tries, rule.steps[0].saves) == (Pilot(action="move", to="lambda"), "arm64")


@pytest.mark.parametrize(
    ("head", "steps", "refusal"),
    [
        ("", STEP, "tries: a pilot needs `tries`. Add it."),
        ('tries = { action = "move", to = "lambda" }\n', "", "steps: a pilot needs steps. Add [[steps]]."),
        (
            'tries = { action = "stay", to = "lambda" }\n',
            STEP,
            "tries.action: Input should be 'build', 'move' or 'split'",
        ),
        ('tries = { action = "move", to = "lamda" }\n', STEP, "tries.to: Input should be 'lambda', 'containers'"),
        (
            'tries = { action = "move", to = "lambda" }\n',
            f'{STEP}saves = "arm46"\n',
            'steps[0].saves: no tuning "arm46". Did you mean "arm64"?',
        ),
    ],
)
def test_a_mistake_in_a_pilot_or_in_a_step_is_named(book: Book, head: str, steps: str, refusal: str) -> None:
    (problem,) = pilot(book, head, steps)
    assert problem.startswith(f"{RULE_FILE}: {refusal}")


def test_nothing_but_a_pilot_tries_something(book: Book) -> None:
    book.edit(GATE, 'kind = "gate"', 'kind = "gate"\ntries = { action = "move", to = "lambda" }')
    assert book.problems() == [f"{GATE_FILE}: tries: a gate cannot have `tries`. Leave it out."]


def test_an_unknown_rule_is_asked_for_with_the_nearest_name(book: Book) -> None:
    with pytest.raises(KeyError, match='Did you mean "long-jobs-do-not-fit"'):
        book.load().rule("long-job-does-not-fit")


def test_the_points_of_a_variant_go_before_those_of_its_option(book: Book) -> None:
    rule = book.edit(RULE, "containers = 2", "containers = 2, eks = -1").load().rule("steady-load-favours-containers")
    assert rule.points_for("fargate", "containers") == 2
    assert rule.points_for("eks", "containers") == -1
    assert rule.points_for("monolith_ec2", "monolith") == 0


def test_conditions_are_read_with_the_codes_of_the_vocabulary(book: Book) -> None:
    book.edit(RULE, 'is = "web_app"', 'in = ["iot", "web_app"]')
    rule = book.load().rule("steady-load-favours-containers")
    assert OneOf("workload", frozenset({"web_app", "iot"}), (0, 2)) in getattr(rule.when, "parts", ())


# --- the project's own rulebook


def test_the_projects_own_rulebook_loads_on_the_day_in_both_regions() -> None:
    assert len(house().rules) >= 50
    assert house("eu-west-1").region == "eu-west-1"


def test_the_projects_own_facts_hold_the_whole_vocabulary() -> None:
    vocabulary = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    facts = house().facts
    assert vocabulary.keys() - facts.keys() == set()
    for name, expected in vocabulary.items():
        fact = facts[name]
        told = (fact.kind, fact.unit, list(fact.choices), fact.most)
        assert told == (
            expected["kind"],
            expected.get("unit", ""),
            expected.get("choices", []),
            expected.get("most"),
        ), f"{name} is otherwise in tests/data/vocabulary.toml: a choice that is new belongs there as well."


@pytest.mark.parametrize("fact", house().facts.values(), ids=lambda fact: fact.id)
def test_a_fact_of_the_project_can_be_asked_for(fact: object) -> None:
    asked = house().facts[str(getattr(fact, "id", ""))]
    assert asked.question.endswith("?")
    assert len(asked.examples) >= 2
    assert asked.measure.how
    assert all(len(choice.label) <= 45 for choice in asked.choices.values())
    assert asked.prior.source.startswith("assumption") or "https://" in asked.prior.source


def test_every_kind_of_rule_occurs_and_every_source_is_dated_by_the_day() -> None:
    files: list[RuleFile] = [rule.file for rule in house().rules]
    assert {file.kind for file in files} == {"reason", "gate", "finding", "advice", "pilot"}
    assert {file.advises for file in files} >= {"stay", "regroup"}
    odd = {file.id for file in files for each in file.sources if not date(2015, 1, 1) <= each.date <= READ_AT_LAST}
    assert odd == set(), "a source's date is a slip, or it was read since: then raise READ_AT_LAST."


def test_every_choice_of_the_project_is_told_how_likely_it_is_for_whoever_does_not_know() -> None:
    for fact in house().facts.values():
        told = {choice for _, row in fact.prior.rows for choice in (row.weights or row.chance or ())}
        forgotten = fact.choices.keys() - told - {"none" if fact.kind == "several" else ""}
        assert forgotten == set(), f"give these a number in [prior] of {fact.id}.toml; 0 where nobody is taken to be."


def test_the_project_has_no_file_of_which_it_is_not_made() -> None:
    rulebook = house()
    assert len(list((HOUSE / "book").rglob("*.toml"))) == len(rulebook.rules)
    assert len(list((HOUSE / "facts").rglob("*.toml"))) == len(rulebook.facts)
