import { describe, expect, it } from "vitest";
import type { Alert } from "../frames";
import { EMPTY, findNext, GAP_MS, type Input, type Memory, type Queue, step } from "./queue";

const LENGTH = 5_000;
const FRESH: Memory = { place: 0, showing: null };

function alert(number: number): Alert {
  return {
    number,
    at: "2026-01-01T00:00:00.000Z",
    kind: "tip",
    livestream_id: null,
    message_id: null,
    about: {},
  };
}

/** Plays inputs at their times, and between them whatever happens by itself; the numbers of what was begun. */
class Player {
  queue: Queue = EMPTY;
  begun: number[] = [];
  memory: Memory = FRESH;
  now = 0;

  take(input: Input): this {
    const before = this.queue;
    this.queue = step(before, input, this.now, () => LENGTH);
    const { showing } = this.queue;
    const rest = input.type === "turn" && showing === input.memory.showing;
    if (showing !== null && showing !== before.showing && !rest) this.begun.push(showing.alert.number);
    if (this.queue.mine)
      this.memory = { place: this.queue.place, showing: showing?.alert.number ? showing : null };
    return this;
  }

  wait(ms: number): this {
    const until = this.now + ms;
    for (let next = findNext(this.queue); next !== null && next <= until; next = findNext(this.queue)) {
      this.now = Math.max(this.now, next);
      this.take({ type: "time" });
    }
    this.now = until;
    return this;
  }

  hear(...numbers: number[]): this {
    return this.take({ type: "heard", alerts: numbers.map(alert) });
  }

  /** The page is loaded anew, and remembers what the browser does. */
  reload(): this {
    this.queue = EMPTY;
    return this.take({ type: "turn", memory: this.memory });
  }
}

const open = () => new Player().take({ type: "turn", memory: FRESH });

describe("the queue of alerts", () => {
  it("shows the oldest first, one after another, with a gap between them", () => {
    const player = open().hear(3, 1, 2);
    expect(player.begun).toEqual([1]);
    player.wait(LENGTH);
    expect(player.queue.showing).toBeNull();
    player.wait(GAP_MS);
    expect(player.begun).toEqual([1, 2]);
    player.wait(60_000);
    expect(player.begun).toEqual([1, 2, 3]);
    expect(findNext(player.queue)).toBeNull();
  });

  it("shows nothing more when its address is refused, and what it is told later", () => {
    const player = open().hear(1, 2, 3).take({ type: "refused" });
    expect(player.queue.showing).toBeNull();
    player.wait(60_000);
    expect(player.begun).toEqual([1]);
    player.take({ type: "connected" }).hear(2, 3).wait(60_000);
    expect(player.begun).toEqual([1, 2, 3]);
  });

  it("shows each once, however often it is heard", () => {
    const player = open().hear(1, 2).hear(1, 2).wait(30_000).hear(1, 2, 3).wait(30_000);
    expect(player.begun).toEqual([1, 2, 3]);
  });

  it("goes on after a reload in the middle of one with the rest of it, and then with the next", () => {
    const player = open().hear(1, 2).wait(2_000).reload();
    expect(player.queue.showing?.alert.number).toBe(1);
    player.hear(1, 2).wait(2_999);
    expect(player.queue.showing?.alert.number).toBe(1);
    player.wait(30_000);
    expect(player.begun).toEqual([1, 2]);
  });

  it("does not flicker up with what is nearly over", () => {
    const player = open()
      .hear(1)
      .wait(LENGTH - 100)
      .reload();
    expect(player.queue.showing).toBeNull();
    expect(player.hear(1).wait(30_000).begun).toEqual([1]);
  });

  it("forgets what it heard and did not begin when a connection begins, for all of that is told again", () => {
    const player = open().hear(1, 2, 3).take({ type: "connected" }).hear(3).wait(60_000);
    expect(player.begun).toEqual([1, 3]);
  });

  it("takes back what was withdrawn, from the screen too", () => {
    const player = open()
      .hear(1, 2, 3)
      .take({ type: "withdrawn", numbers: [1, 2] });
    expect(player.queue.showing).toBeNull();
    expect(player.wait(60_000).begun).toEqual([1, 3]);
  });

  it("ends the one on the screen when it is to skip, and only that", () => {
    const player = open().hear(1, 2, 3).take({ type: "skip" }).wait(GAP_MS);
    expect(player.begun).toEqual([1, 2]);
    expect(open().take({ type: "skip" }).hear(1).begun).toEqual([1]);
  });

  it("keeps what comes while it pauses, and ends what is on the screen in its time", () => {
    const player = open().hear(1, 2).take({ type: "paused", paused: true }).hear(3).wait(60_000);
    expect(player.begun).toEqual([1]);
    expect(player.take({ type: "paused", paused: false }).wait(60_000).begun).toEqual([1, 2, 3]);
  });

  it("shows a test at once, paused or not, and remembers nothing of it", () => {
    const player = open()
      .take({ type: "paused", paused: true })
      .take({ type: "test", alert: alert(0) });
    expect(player.begun).toEqual([0]);
    expect(player.memory).toEqual(FRESH);
    expect(player.reload().queue.showing).toBeNull();
  });

  it("waits for its turn, and takes over where another page with the same address was", () => {
    const first = open().hear(1, 2).wait(1_000);
    const second = new Player().hear(1, 2);
    second.now = first.now;
    expect(second.begun).toEqual([]);
    first.take({ type: "handed-on" });
    second.take({ type: "turn", memory: first.memory });
    expect(second.queue.showing?.alert.number).toBe(1);
    expect([...first.wait(60_000).begun, ...second.wait(60_000).begun]).toEqual([1, 2]);
  });
});
