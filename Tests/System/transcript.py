"""What a test typed and saw, as a person would have seen it."""

import re
from contextlib import contextmanager

ANSWER_LINES = 6


class Transcript:
    """The lines of one test. They are printed together, as two machines run at the same time."""

    def __init__(self):
        self.lines = []

    def say(self, text):
        self.lines.append(text)

    def typed(self, user, command, text=None):
        prompt = "#" if user == "root" else f"{user}$"
        lines = command.splitlines()
        self.lines.append(f"{prompt} {lines[0]}")
        self.lines += [f"> {line}" for line in lines[1:]]
        if text is not None:
            shown = text.splitlines()
            self.lines += [f"> {line}" for line in shown[:12]]
            if len(shown) > 12:
                self.lines.append(f"> … {len(shown) - 12} more lines")

    def answered(self, answer, show):
        lines = [line.rstrip() for line in answer.lines if line.strip()]
        shown = [line for line in lines if re.search(show, line)] if show else lines
        self.lines += shown[:ANSWER_LINES]
        left = len(lines) - len(shown[:ANSWER_LINES])
        if left:
            self.lines.append(f"… {left} more line{'' if left == 1 else 's'}")
        if answer.status:
            self.lines.append(f"(exit status {answer.status})")

    @contextmanager
    def in_short(self, text, short=True):
        """Has one line stand for all that is typed meanwhile. Where that fails, all of it is there."""
        mark = len(self.lines)
        yield
        if short:
            self.lines[mark:] = [text]

    def text(self):
        return "".join(f"    {line[:220]}\n" for line in self.lines)
