"""One visitor among the lessons: what they do, and what their page shows.

A page calls the methods and draws ``view``; nothing here knows of a browser. Runs go on in
the background (``viz.lessons.jobs``); the page asks with ``poll`` how far they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from model.errors import InputError
from viz.lessons import course
from viz.lessons.course import LeverTrial, State
from viz.lessons.jobs import QUEUE, JobQueue, LessonJob
from viz.lessons.keeping import kept, restored
from viz.lessons.lesson import Challenge, Lesson, LessonArm, changed_arms
from viz.lessons.measuring import Finding, Runs, find
from viz.lessons.sandbox import SandboxQuestion, sandbox_lesson
from viz.lessons.shelf import shelf

SANDBOX = "sandbox"


class Reader:
    """What one visitor has open among the lessons."""

    def __init__(self, lessons: tuple[Lesson, ...] | None = None, queue: JobQueue = QUEUE) -> None:
        self.lessons = {lesson.name: lesson for lesson in lessons or shelf()}
        self.queue = queue
        self.states: dict[str, State] = {}
        self.recalled: set[str] = set()
        """Lessons whose progress the browser has told; before that nothing is kept over it."""
        self.lesson: Lesson | None = None
        self.question = SandboxQuestion()
        self.problem = ""
        self.trial: tuple[str, dict[str, float]] | None = None
        """The kind of the trial that runs, and its levers."""
        self.polls = 0
        """Counts the page's questions, so that each gets an answer that it can see."""
        self._job: LessonJob | None = None
        self._trial_job: LessonJob | None = None

    # --- opening and closing -----------------------------------------------------------

    def open(self, name: str) -> None:
        """Open a lesson, or close the one that is open with an empty name."""
        if name == (self.lesson.name if self.lesson else ""):
            return
        self.close()
        self.problem = ""
        if name == SANDBOX or not name:
            return
        if name not in self.lessons:
            self.problem = f"There is no lesson called “{name[:40]}”. These are the lessons:"
            return
        self._enter(self.lessons[name])

    def ask(self, question: Mapping[str, Any]) -> None:
        """Open the sandbox with a question of the visitor's own."""
        self.close()
        try:
            self.question = SandboxQuestion(
                **{key: question[key] for key in SandboxQuestion.__dataclass_fields__}
            )
            lesson = sandbox_lesson(self.question)
        except (InputError, KeyError, TypeError) as error:
            self.problem = error.message if isinstance(error, InputError) else "Not a question."
            return
        self.problem = ""
        self.recalled.add(SANDBOX)
        self.states[SANDBOX] = course.begin(lesson)
        self._enter(lesson)

    def _enter(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.states.setdefault(lesson.name, course.begin(lesson))
        if self.state.locked:
            self._start()

    def close(self) -> None:
        """Close what is open; runs that nobody else waits for end."""
        for job in (self._job, self._trial_job):
            if job is not None:
                self.queue.leave(job)
        self.lesson = self._job = self._trial_job = self.trial = None

    def recall(self, told: Mapping[str, Any]) -> None:
        """Take progress that the browser kept, by lesson; what was done since goes first."""
        for name, text in told.items():
            lesson = self.lessons.get(name)
            if lesson is None or name in self.recalled or not isinstance(text, str):
                continue
            self.recalled.add(name)
            fresh = course.begin(lesson)
            if self.states.get(name, fresh) == fresh:
                self.states[name] = restored(lesson, text)
        if self.lesson and self.state.locked and self._job is None:
            self._start()

    def forget(self) -> None:
        """Begin all lessons anew."""
        self.states.clear()

    # --- in a lesson -------------------------------------------------------------------

    @property
    def state(self) -> State:
        """Where the reader is in the open lesson."""
        assert self.lesson is not None
        return self.states[self.lesson.name]

    @state.setter
    def state(self, state: State) -> None:
        assert self.lesson is not None
        self.states[self.lesson.name] = state

    @property
    def job(self) -> LessonJob | None:
        """The runs of the open lesson; None before they were asked for."""
        return self._job

    @property
    def ready(self) -> bool:
        """Tell whether the results of the open lesson are at hand."""
        return self._job is not None and self._job.ready

    def answer(self, question: int, choice: str) -> None:
        """Predict."""
        if self.lesson:
            self.state = course.answer(self.lesson, self.state, question, choice)

    def run(self) -> None:
        """Lock the predictions and let the runs begin."""
        if self.lesson:
            self.state = course.lock(self.state)
            if self.state.locked:
                self._start()

    def _start(self) -> None:
        assert self.lesson is not None
        if self._job is not None:
            self.queue.leave(self._job)
        self._job = self.queue.watch(self.lesson.arms, self.lesson.brand, self.lesson.replicates)

    def forward(self) -> None:
        """Turn the page."""
        if self.lesson:
            self.state = course.forward(self.lesson, self.state, ready=self.ready)

    def back(self) -> None:
        """Turn back a page."""
        if self.lesson:
            self.state = course.back(self.state)

    def go(self, place: int) -> None:
        """Turn to a page that was seen before."""
        if self.lesson:
            self.state = course.go_to(self.lesson, self.state, place)

    def anew(self) -> None:
        """Begin the lesson from the start, predictions and all."""
        if self.lesson:
            self.state = course.begin(self.lesson)

    def attempt(self, values: Mapping[str, Any]) -> None:
        """Run the page's question with levers moved; wrong values change nothing."""
        challenge = self.challenge
        if challenge is None or self.lesson is None:
            return
        with suppress(InputError, TypeError, ValueError, KeyError):
            moved = {lever.key: _within(values[lever.key], lever) for lever in challenge.levers}
            arms = changed_arms(self.lesson, challenge, moved)
            self._try(arms, course.current(self.lesson, self.state).kind, moved)

    def _try(self, arms: tuple[LessonArm, ...], kind: str, moved: dict[str, float]) -> None:
        assert self.lesson is not None
        self.cancel()
        self._trial_job = self.queue.watch(arms, self.lesson.brand, self.lesson.replicates)
        self.trial = (kind, moved)
        self.poll()

    def cancel(self) -> None:
        """Stop the trial that runs."""
        if self._trial_job is not None:
            self.queue.leave(self._trial_job)
        self._trial_job = self.trial = None

    @property
    def challenge(self) -> Challenge | None:
        """What the page that is open lets the reader do with levers."""
        if self.lesson is None:
            return None
        kind = course.current(self.lesson, self.state).kind
        return {"explore": self.lesson.explore, "challenge": self.lesson.challenge}.get(kind)

    def poll(self) -> None:
        """Look how far the runs are; begin again those that ended while nobody watched."""
        self.polls += 1
        job = self._job
        if job is not None and job.ended.is_set() and not job.ready and not job.error:
            self._start()
        trial = self._trial_job
        if trial is not None and trial.ended.is_set():
            self._note(trial)

    def _note(self, job: LessonJob) -> None:
        """Keep what came of a trial."""
        lesson, trial = self.lesson, self.trial
        if lesson is None or trial is None or (job.ready and not self.ready):
            return
        kind, moved = trial
        self.cancel()
        challenge = lesson.explore if kind == "explore" else lesson.challenge
        if not job.ready or challenge is None:
            self.problem = job.error or "That run was stopped."
            return
        question = lesson.questions[challenge.question]
        found = find(question.contrast, job.so_far())
        made = LeverTrial(moved, found.mean, found.low, found.high, found.verdict)
        if kind == "explore":
            self.state = course.explored(self.state, made)
        else:
            usual = self.finding(challenge.question).verdict
            self.state = course.challenged(self.state, made, usual)

    @property
    def trying(self) -> LessonJob | None:
        """The trial that runs."""
        return self._trial_job

    @property
    def runs(self) -> Runs:
        """The runs of the open lesson that are complete."""
        return self._job.so_far() if self._job else {}

    def finding(self, question: int) -> Finding:
        """Return what the runs show of a question."""
        assert self.lesson is not None
        return find(self.lesson.questions[question].contrast, self.runs)

    def clue(self, number: int) -> Finding:
        """Return what the runs show of a clue."""
        assert self.lesson is not None
        return find(self.lesson.clues[number].contrast, self.runs)

    @property
    def keep(self) -> dict[str, str]:
        """The progress of the open lesson for the browser to keep; empty before it told its own."""
        if self.lesson is None or self.lesson.name not in self.recalled:
            return {}
        if self.lesson.name == SANDBOX:
            return {}
        return {"name": self.lesson.name, "text": kept(self.state)}


def _within(value: Any, lever: Any) -> float:
    """Return a lever's new value, or raise ValueError."""
    number = float(value)
    if not lever.low <= number <= lever.high:
        raise ValueError(value)
    return float(round(number)) if lever.whole else number
