"""What stands around a question: how far the interview is, and how to answer."""

from bot.interview.questions import Progress, Question

WHAT_IT_DOES = (
    "I ask what hurts, how big it is and who runs it, and then say whether AWS Lambda, containers or a monolith "
    "fits, what each costs, and whether moving pays back."
)


def still_to_come(progress: Progress) -> str:
    """Say how many questions are probably left."""
    return f"about {progress.likely_left} to come" if progress.likely_left else "the last one, probably"


def how_to_answer(question: Question) -> str:
    """Say how many choices may be given, and give an example of an answer; nothing where there is none."""
    if question.multiple:
        many = f"up to {question.most}" if question.most else "any number"
        return f"Choose {many}, such as: {question.hint}"
    return f"For example: {question.hint}" if question.hint else ""
