"""Rulebooks laid over each other: what a further one may add, change and switch off, and what it may not."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rules.answers import Known
from rules.layers import fingerprint
from rules.overrides import Change
from tests.rules.books import FILES, GATE, RULE, WORDS, Book, Folder

OFF = 'off = true\nwhy = "We run nothing that long."\n'
LIMIT = FILES["prices/limits.toml"]
READING = LIMIT.split("[[", 1)[1]
OWN_LIMIT = f'["limit.ours"]\nwhat = "Ours"\nunit = "min"\nreview_by = 2027-05-23\n[[{READING}'.replace(
    '"limit.minutes".readings', '"limit.ours".readings'
)
OWN_RULE = FILES[GATE].replace("limit.minutes", "limit.ours")
GATE_ID, RULE_ID = Path(GATE).stem, Path(RULE).stem


@pytest.fixture
def acme(book: Book) -> Folder:
    """Give an empty folder that is laid over the small rulebook."""
    book.over.append(book.folder.parent / "acme")
    return Folder(book.over[-1])


@pytest.fixture
def team(book: Book, acme: Folder) -> Folder:
    """Give an empty folder that is laid over both."""
    book.over.append(acme.folder.parent / "team")
    return Folder(book.over[-1])


# --- adding and replacing


def test_a_rule_of_ones_own_is_added_with_the_name_of_its_rulebook(book: Book, acme: Folder) -> None:
    acme.write("book/ours/no-long-jobs-at-all.toml", FILES[GATE])
    rules = {rule.id: rule.rulebook for rule in book.load().rules}
    assert rules == {GATE_ID: "book", RULE_ID: "book", "no-long-jobs-at-all": "acme"}


def test_a_rule_of_the_same_id_replaces_the_other_whichever_topic_it_is_in(book: Book, acme: Folder) -> None:
    acme.write(f"book/ours/{GATE_ID}.toml", FILES[GATE].replace('["lambda"]', '["lambda", "fargate"]'))
    rule = book.load().rule(GATE_ID)
    assert (rule.file.blocks, rule.file.topic, rule.rulebook) == (("lambda", "fargate"), "ours", "acme")
    assert len(book.load().rules) == 2


def test_of_several_rulebooks_the_last_counts(book: Book, acme: Folder, team: Folder) -> None:
    acme.write(GATE, FILES[GATE].replace("15 minutes", "a while"))
    team.write(GATE, FILES[GATE].replace("15 minutes", "a moment"))
    assert book.load().rule(GATE_ID).file.because == "A function is stopped after a moment."
    book.over.reverse()
    assert book.load().rule(GATE_ID).file.because == "A function is stopped after a while."


def test_facts_checklists_and_quantities_can_be_added_and_used(book: Book, acme: Folder) -> None:
    fact = (book.folder / "facts/duration_ms.toml").read_text(encoding="utf-8")
    acme.write("facts/shifts.toml", f'tick = {{ checklist = "ours", label = "Many", above = 3 }}\n{fact}')
    acme.write("checklists/ours.toml", FILES["checklists/limits.toml"])
    acme.write("quantities.toml", '[shift_load]\nlabel = "load"\nproduct = ["requests_per_month", "shifts"]\n')
    acme.write(
        "book/ours/shifts.toml",
        FILES[GATE]
        .replace('"longest_job_minutes", above = "limit.minutes"', '"shift_load", above = 9')
        .replace("longest_job_minutes = 16", "requests_per_month = 5, shifts = 2")
        .replace("longest_job_minutes = 15", "requests_per_month = 3, shifts = 3")
        .replace("longest_job_minutes = { low = 10 }", "shifts = 3"),
    )
    rulebook = book.load()
    assert {"shifts"} == rulebook.facts.keys() - ids_in("facts")
    assert {*rulebook.checklists} == {"limits", "ours"}
    assert rulebook.quantities["shift_load"].operands == ("requests_per_month", "shifts")


def ids_in(part: str) -> set[str]:
    return {Path(name).stem for name in FILES if name.startswith(f"{part}/")}


def test_a_negotiated_price_replaces_the_other_and_its_review_date(book: Book, acme: Folder) -> None:
    acme.write("prices/ours.toml", LIMIT.replace("value = 15", "value = 20").replace("2027-05-23", "2026-11-01"))
    price = book.load().prices["limit.minutes"]
    assert (price.usd, price.review_by, price.stale) == (20, date(2026, 11, 1), True)


def test_a_rule_is_judged_with_the_last_limit_and_its_examples_with_the_one_its_writer_knew(
    book: Book, acme: Folder
) -> None:
    acme.write("prices/ours.toml", LIMIT.replace("value = 15", "value = 20"))
    rulebook = book.load()  # although the rule's own example fires at 16
    judged = [
        rulebook.rule(GATE_ID).when.judge(rulebook.possible({"longest_job_minutes": Known(value)}))
        for value in (16.0, 20.0, 20.5)
    ]
    assert judged == [False, False, True]
    acme.write(GATE, FILES[GATE])
    assert book.problems() == [
        f"acme/{GATE}: examples.fires: the rule is silent here. It should be an example that fires."
    ]


def test_a_limit_of_ones_own_is_accepted_where_a_rule_names_it(book: Book, acme: Folder) -> None:
    acme.write("prices/ours.toml", OWN_LIMIT)
    assert book.problems() == [
        'acme/prices/ours.toml: limit.ours: no bill and no rule uses it. Did you mean "limit.minutes"?'
    ]
    acme.write("book/ours/ours.toml", OWN_RULE)
    assert book.load().rule("ours").limits == {"limit.ours"}


def test_a_region_can_be_added_by_its_multiplier(book: Book, acme: Folder) -> None:
    acme.write("prices/regions.toml", OWN_LIMIT.replace("limit.ours", "region.multiplier.eu-north-1"))
    assert book.load(region="eu-north-1").region == "eu-north-1"


# --- words, priors and assumptions


def test_a_few_words_of_a_fact_change_and_all_else_stays(book: Book, acme: Folder) -> None:
    acme.write("facts/workload.toml", 'question = "What is it?"\n[choices.batch]\nlabel = "our nightly runs"\n')
    was = Book(book.folder.parent / "as-it-was").load().facts["workload"]
    fact = book.load().facts["workload"]
    assert (fact.question, fact.choices["batch"].label) == ("What is it?", "our nightly runs")
    assert fact.choices["web_app"] == was.choices["web_app"]
    kept = {"question", "choices", "file"}
    assert fact.model_dump(exclude=kept) == was.model_dump(exclude=kept)
    assert list(fact.choices) == list(was.choices)


def test_a_prior_is_replaced_whole_with_its_source(book: Book, acme: Folder) -> None:
    acme.write("facts/triggers.toml", '[prior]\nsource = "our survey"\nchance = { queue = 0.9 }\n')
    prior = book.load().facts["triggers"].prior
    assert (prior.source, prior.given, dict(prior.by), prior.chance) == ("our survey", None, {}, {"queue": 0.9})
    acme.write("facts/triggers.toml", "[prior]\nchance = { queue = 0.9 }\n")
    assert book.problems() == ["acme/facts/triggers.toml: prior.source: is missing. Add it."]


def test_a_copied_fact_may_say_again_what_is_fixed(book: Book, acme: Folder) -> None:
    text = (book.folder / "facts/workload.toml").read_text(encoding="utf-8")
    acme.write("facts/workload.toml", text.replace("How much?", "How many?"))
    assert book.load().facts["workload"].question == "How many?"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ('kind = "several"', "kind: stays 'choice': rules, answers and bills count on it. Leave it out."),
        ("effort = 2", "effort: stays 1: rules"),
        ('choices.batch.doubles = ["cost"]', 'choices.batch.doubles: there is no "doubles" to change'),
        ('choices.web_app.doubles = ["cost"]', "choices.web_app.doubles: stays ['latency']"),
        ('choices.btch.label = "x"', 'choices.btch: there is no "btch" to change, and none can be added. Did you mean'),
        ("choices.batch = 3", "choices.batch: stays {'label': 'jobs'}"),
        ('lable = "x"', 'lable: there is no "lable" to change, and none can be added. Did you mean "label"?'),
        ('label = ""', "label: String should have at least 1 character"),
        ("unit = 's'", 'unit: there is no "unit" to change'),
        ('prior = { source = "x", weights = { btch = 1 } }', 'prior.weights.btch: no choice "btch". Did you mean'),
    ],
)
def test_what_is_fixed_of_a_fact_or_misspelt_is_refused(book: Book, acme: Folder, words: str, refusal: str) -> None:
    acme.write("facts/workload.toml", words)
    (told,) = book.problems()
    assert told.startswith(f"acme/facts/workload.toml: {refusal}")


def test_words_for_a_fact_that_is_not_there_are_refused_with_the_nearest(book: Book, acme: Folder) -> None:
    acme.write("facts/enginers.toml", 'label = "x"')
    assert book.problems() == [
        'acme/facts/enginers.toml: no fact "enginers" to reword, and no `kind` to add one. Did you mean "engineers"?'
    ]


def test_an_assumption_changes_in_part(book: Book, acme: Folder) -> None:
    acme.write("assumptions.toml", '[utilisation]\nmid = 0.5\nwhy = "We measured it."\n')
    told = book.load().assumptions["utilisation"]
    assert (told.low, told.mid, told.high, told.why) == (0.2, 0.5, 0.6, "We measured it.")


@pytest.mark.parametrize(
    ("table", "refusal"),
    [
        ("[utilisation]\nlow = 0.5", "utilisation.mid: low, mid and high must rise, not 0.5, 0.4, 0.6. Order them."),
        ("[utilisation]\nwhat = 'x'", "utilisation.what: stays 'how busy machines are'"),
        ("[utilization]\nlow = 0.1", 'utilization: no assumption has this name. Did you mean "utilisation"?'),
        ("utilisation = 3", "utilisation: 3 is not a table. Write [utilisation]."),
    ],
)
def test_a_bad_assumption_is_refused(book: Book, acme: Folder, table: str, refusal: str) -> None:
    acme.write("assumptions.toml", table)
    (told,) = book.problems()
    assert told.startswith(f"acme/assumptions.toml: {refusal}")


# --- switching off


def test_a_rule_that_is_switched_off_is_kept_with_the_reason(book: Book, acme: Folder) -> None:
    acme.write(f"book/{GATE_ID}.toml", OFF)
    rulebook = book.load()
    assert [rule.id for rule in rulebook.rules] == [RULE_ID]
    ((rule, name, why),) = [(off.rule.id, off.rulebook, off.why) for off in rulebook.off]
    assert (rule, name, why) == (GATE_ID, "acme", "We run nothing that long.")


def test_a_later_rulebook_may_say_a_rule_again_that_was_switched_off(book: Book, acme: Folder, team: Folder) -> None:
    acme.write(f"book/{GATE_ID}.toml", OFF)
    team.write(GATE, FILES[GATE])
    assert book.load().rule(GATE_ID).rulebook == "team"
    assert book.load().off == ()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("off = true", "why: is missing. Add it."),
        ("off = false\nwhy = 'x'", "off: Input should be True (got False)."),
        (f"{OFF}kind = 'gate'", 'kind: there is no key "kind".'),
    ],
)
def test_switching_off_without_a_reason_or_by_halves_is_refused(
    book: Book, acme: Folder, text: str, refusal: str
) -> None:
    acme.write(f"book/{GATE_ID}.toml", text)
    (told,) = book.problems()
    assert told.startswith(f"acme/book/{GATE_ID}.toml: {refusal}")


def test_a_rule_that_is_not_there_cannot_be_switched_off(book: Book, acme: Folder) -> None:
    acme.write("book/long-jobs-do-not-fti.toml", OFF)
    assert book.problems() == [
        (
            'acme/book/long-jobs-do-not-fti.toml: off: no rule "long-jobs-do-not-fti" to switch off. '
            f'Did you mean "{GATE_ID}"?'
        )
    ]


# --- mistakes


def test_every_mistake_of_every_folder_shows_at_once_with_its_folder(book: Book, acme: Folder, team: Folder) -> None:
    book.edit("facts/gpu.toml", "yes = 0.1", "yes = 2")
    acme.write(GATE, FILES[GATE].replace('["lambda"]', '["lamda"]'))
    acme.write("facts/workload.toml", f'label = "{"x" * 41}"')
    team.write("facts/workload.toml", 'question = ""')
    team.write("assumptions.toml", "[utilisation]\nlow = -1")
    team.write("prices/p.toml", "[a]\nb = ")
    assert {": ".join(told.split(": ")[:2]) for told in book.problems()} == {
        "book/facts/gpu.toml: prior.yes",
        f"acme/{GATE}: blocks",
        "acme/facts/workload.toml: label",
        "team/facts/workload.toml: question",
        "team/assumptions.toml: utilisation.low",
        "team/prices/p.toml: cannot be read as TOML",
    }


def test_a_mistake_in_a_rule_that_a_later_rulebook_replaces_shows_as_well(
    book: Book, acme: Folder, team: Folder
) -> None:
    acme.write(GATE, FILES[GATE].replace('["lambda"]', '["lamda"]'))
    team.write(GATE, FILES[GATE])
    assert [told.split(":")[0] for told in book.problems()] == [f"acme/{GATE}"]


def test_a_price_in_another_unit_is_refused(book: Book, acme: Folder) -> None:
    acme.write("prices/ours.toml", LIMIT.replace('"min"', '"s"'))
    assert book.problems() == [
        'acme/prices/ours.toml: limit.minutes.unit: is "s". Give it in "min", which bills and rules count in.'
    ]


def test_a_price_in_another_unit_is_refused_together_with_its_other_mistakes(book: Book, acme: Folder) -> None:
    acme.write("prices/ours.toml", LIMIT.replace('"min"', '"s"').replace("value = 15", "value = -1"))
    assert [each.split(" ")[1] for each in book.problems()] == [
        "limit.minutes.readings[0].value:",
        "limit.minutes.unit:",
    ]


def test_a_quantity_of_another_quantity_is_refused_with_what_it_may_be_made_of(book: Book, acme: Folder) -> None:
    for at in range(20):  # so many that naming them all would be no help
        acme.write(f"facts/number_{at}.toml", WORDS + FILES["facts/duration_ms.toml"])
    acme.write("quantities.toml", '[squared]\nlabel = "x"\nproduct = ["concurrency"]\n')
    assert book.problems() == [
        'acme/quantities.toml: squared: no numeric fact "concurrency". A quantity is made of facts that are numbers.'
    ]


def test_a_limit_with_which_a_rule_means_nothing_is_the_mistake_of_its_file(book: Book, acme: Folder) -> None:
    acme.write("prices/ours.toml", LIMIT.replace("value = 15", "value = 5000"))
    assert book.problems() == [
        (
            f"acme/prices/ours.toml: limit.minutes: with this value {GATE_ID} means nothing: "
            '"longest_job_minutes" is never above 5,000. It lies between 0 and 1,000.'
        )
    ]


@pytest.mark.parametrize("name", ["checklists/limits.toml", "quantities.toml"])
def test_what_can_only_be_added_cannot_be_replaced(book: Book, acme: Folder, name: str) -> None:
    acme.write(name, FILES[name])
    assert all(f"is taken by book/{name}. Rename it." in told for told in book.problems())
    assert book.problems()


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("fact/gpu.toml", 'Did you mean "facts"?'),
        ("assumption.toml", 'Did you mean "assumptions.toml"?'),
        ("x.toml", "Known: assumptions.toml, book"),
    ],
)
def test_a_file_that_nothing_reads_is_refused(book: Book, acme: Folder, name: str, cure: str) -> None:
    acme.write(name, "")
    (told,) = book.problems()
    assert told.startswith(f"acme/{name}: nothing reads this file. {cure}")


def test_cases_and_hidden_files_may_lie_in_a_rulebook(book: Book, acme: Folder) -> None:
    acme.write("cases/ours.toml", "x = 1")
    acme.write(".git/x.toml", "x = 1")
    acme.write("assumptions.toml", "[utilisation]\nmid = 0.5")
    assert book.problems() == []


def test_a_folder_that_is_not_there_or_empty_is_refused(book: Book, acme: Folder) -> None:
    assert book.problems() == [f"{acme.folder}: no such folder. Check --rulebook, or RULEBOOK in the environment."]
    acme.folder.mkdir()
    assert book.problems()[0].startswith(f"{acme.folder}: no rulebook files are in it. It may hold facts, book,")


def test_two_rulebooks_of_one_name_are_refused(book: Book, acme: Folder) -> None:
    acme.write("assumptions.toml", "[utilisation]\nmid = 0.5")
    book.over.append(acme.folder)
    assert book.problems() == [f'{acme.folder}: a rulebook "acme" is there already. Rename one of the folders.']


# --- names, fingerprints and changes


def test_every_rulebook_is_named_with_a_fingerprint_of_its_own(book: Book, acme: Folder) -> None:
    acme.write("assumptions.toml", "[utilisation]\nmid = 0.5")
    both = book.load().books
    assert both == {"book": fingerprint(book.folder), "acme": fingerprint(acme.folder)}
    assert list(both) == ["book", "acme"]
    acme.write("assumptions.toml", "[utilisation]\nmid = 0.51")
    assert book.load().books["acme"] != both["acme"]


def test_the_same_content_has_the_same_fingerprint_wherever_it_lies(book: Book, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "under another name"
    shutil.copytree(book.folder, copy)
    assert fingerprint(copy) == fingerprint(book.folder)
    (copy / "ruff.toml").write_text("x = 1", encoding="utf-8")
    assert fingerprint(copy) == fingerprint(book.folder)  # nothing reads it
    (copy / RULE).rename(copy / "book/limits" / Path(RULE).name)
    assert fingerprint(copy) != fingerprint(book.folder)


def test_it_is_told_what_every_rulebook_does_to_those_under_it(book: Book, acme: Folder, team: Folder) -> None:
    acme.write("facts/gpu.toml", 'label = "x"')
    acme.write("book/ours/ours.toml", OWN_RULE)
    acme.write("prices/ours.toml", OWN_LIMIT + LIMIT)
    team.write(f"book/{GATE_ID}.toml", OFF)
    team.write("book/ours.toml", OWN_RULE)
    assert set(book.load().changes) == {
        Change("acme", "changes", "fact", "gpu"),
        Change("acme", "adds", "rule", "ours"),
        Change("acme", "adds", "price or limit", "limit.ours"),
        Change("acme", "changes", "price or limit", "limit.minutes"),
        Change("team", "switches off", "rule", GATE_ID),
        Change("team", "changes", "rule", "ours"),
    }
