"""Running the tools that a model calls, and remembering what they found."""

from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.interview.advisor import Think
from bot.narrator.answering.answers import Case
from bot.narrator.answering.tools.found import Found, ToolRefused, as_json, refused
from bot.narrator.answering.tools.looking import Compare, CostLines, ShowRule, compare, cost_lines, show_rule
from bot.narrator.answering.tools.schemas import TOOL_NAMES, tools
from bot.narrator.answering.tools.what_if import WhatIf, what_if
from bot.narrator.completing import Message, Tool, ToolCall
from rules.problems import Problems, did_you_mean
from rules.rulebook import Rulebook

Arguments = TypeVar("Arguments", bound=BaseModel)
MOST_WHAT_IFS = 2
"""Each of them takes the engine for a while."""


@dataclass
class Toolbox:
    """The tools for one question.

    Attributes:
        think: runs the engine.
        rulebook: what the verdict was made with.
        case: what the question is about.
        found: what was found so far, by tool.
        what_ifs: the changes of the last what-if.
    """

    think: Think
    rulebook: Rulebook
    case: Case
    found: dict[str, list[Found]] = field(default_factory=dict)
    what_ifs: tuple[str, ...] = ()

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What the model may call."""
        return tools(self.rulebook.facts)

    async def use(self, call: ToolCall) -> Message:
        """Run what is called, and say what it found, or what to do instead; never raises."""
        try:
            found = await self._run(call)
        except ToolRefused as error:
            return Message("tool", as_json({"error": str(error)}), answers=call.id)
        self.found.setdefault(call.tool, []).append(found)
        self.what_ifs = found.what_ifs or self.what_ifs
        return Message("tool", as_json(found.told), answers=call.id)

    async def _run(self, call: ToolCall) -> Found:
        if call.tool == "what_if":
            return await self._what_if(_read(WhatIf, call))
        verdict, rulebook = self.case.verdict, self.rulebook
        if call.tool == "show_rule":
            return show_rule(verdict, rulebook, _read(ShowRule, call))
        if call.tool == "cost_lines":
            return cost_lines(verdict, _read(CostLines, call))
        if call.tool == "compare":
            return compare(verdict, rulebook, _read(Compare, call))
        raise ToolRefused(f"There is no such tool. {did_you_mean(call.tool, TOOL_NAMES)}")

    async def _what_if(self, arguments: WhatIf) -> Found:
        if len(self.found.get("what_if", ())) >= MOST_WHAT_IFS:
            raise ToolRefused(f"There are no more than {MOST_WHAT_IFS} what-ifs. Answer from what was found.")
        return await what_if(self.think, self.rulebook, self.case, arguments)


def _read(kind: type[Arguments], call: ToolCall) -> Arguments:
    """Read the arguments of a call.

    Raises:
        ToolRefused: they do not fit; it says where.
    """
    try:
        return kind.model_validate(call.arguments)
    except ValidationError as error:
        problems = Problems()
        problems.add_invalid(call.tool, error)
        raise refused(map(str, problems)) from error
