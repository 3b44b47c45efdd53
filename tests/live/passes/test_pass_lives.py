"""The life of passes, driven through whatever can happen to pages, processes and the database."""

import asyncio
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from live.passes.absence import DEAD_AFTER, GONE_AFTER, LISTEN
from support.pass_houses import AT, House, Process, Socket


class PassLife(RuleBasedStateMachine):
    """Pages open and close at processes that stop, die and lose their database. Nobody who watches loses a pass; who
    left has none when all has been well for a while."""

    @initialize()
    def begin(self) -> None:
        self.house = House("a", "b", most=1)
        self.sockets: dict[str, tuple[str, Socket]] = {}
        self.left_at: dict[str, float] = {}
        self.well_since = self.house.clock.now
        self.go_on(1)

    def at(self) -> float:
        return self.house.clock.now

    def recover(self) -> None:
        """All is well again, for a moment at least."""
        self.well_since = self.at()
        self.go_on(2)

    @rule(fan=st.sampled_from(["x", "y", "z"]), process=st.sampled_from(["a", "b"]))
    def watch(self, fan: str, process: str) -> None:
        """A page is let in, for which its process needs the database, and asks for its pass."""
        found = self.house[process]
        if found.stopped or found.store.away:
            return
        if fan in self.sockets:
            self.sockets[fan][1].close()
        self.sockets[fan] = process, found.open(fan, "l1")
        if f"{fan} l1" not in self.house.rows.passes:
            self.house.rows.issue(fan, "l1", AT + timedelta(seconds=self.at()))
        self.left_at.pop(fan, None)

    @rule(fan=st.sampled_from(["x", "y", "z"]))
    def leave(self, fan: str) -> None:
        if fan in self.sockets:
            self.sockets.pop(fan)[1].close()
            self.left_at[fan] = self.at()

    @rule(process=st.sampled_from(["a", "b"]), seconds=st.integers(1, int(DEAD_AFTER) - 5))
    def stop(self, process: str, seconds: int) -> None:
        """It stands still for less than it takes to be given up."""
        self.house[process].stopped = True
        self.go_on(seconds)
        self.house[process].stopped = False
        self.recover()

    @rule(process=st.sampled_from(["a", "b"]), seconds=st.integers(1, int(DEAD_AFTER) - 5))
    def cut(self, process: str, seconds: int) -> None:
        self.house[process].store.away = True
        self.go_on(seconds)
        self.house[process].store.away = False
        self.recover()

    @rule(seconds=st.integers(1, 60))
    def database_away(self, seconds: int) -> None:
        for process in self.house.processes.values():
            process.store.away = True
        self.go_on(seconds)
        for process in self.house.processes.values():
            process.store.away = False
        self.recover()

    @rule(process=st.sampled_from(["a", "b"]))
    def die(self, process: str) -> None:
        """Killed, and started again; its pages come back, some later than others, but within their time."""
        dead = self.house[process]
        name = f"{process}{self.at()}"
        self.house.processes[process] = Process(self.house.rows, name, self.house.clock, most=1)
        dead.stopped = True
        self.go_on(1)
        lost = [fan for fan, (where, _) in self.sockets.items() if where == process]
        for wait, fan in enumerate(lost, 3):
            self.go_on(wait)
            self.sockets[fan] = process, self.house[process].open(fan, "l1")
        self.well_since = self.at()

    @rule(seconds=st.integers(1, 120))
    def go_on(self, seconds: int) -> None:
        asyncio.run(self.house.go_on(seconds))

    @invariant()
    def nobody_who_watches_loses_a_pass(self) -> None:
        for fan, (_, socket) in getattr(self, "sockets", {}).items():
            assert socket.code == 0
            assert f"{fan} l1" in self.house.rows.passes

    @invariant()
    def who_left_has_none_in_the_end(self) -> None:
        for fan, left_at in getattr(self, "left_at", {}).items():
            well = self.at() - max(left_at, self.well_since)
            if well > DEAD_AFTER + LISTEN + GONE_AFTER + 5:
                assert f"{fan} l1" not in self.house.rows.passes


def test_nobody_who_watches_loses_a_pass_and_who_left_has_none_in_the_end() -> None:
    run_state_machine_as_test(
        PassLife,
        settings=settings(max_examples=60, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
    )
