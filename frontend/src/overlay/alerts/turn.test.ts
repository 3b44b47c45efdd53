import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeTurns } from "./turn";

const KEY = "turn of an address";

/** A page without TLS: no locks, and the storage that all of its browser's pages share. */
class Page extends EventTarget {
  visibilityState = "visible";
}

let kept: Map<string, string>;
let obs: EventTarget;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  kept = new Map();
  obs = new EventTarget();
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("document", new Page());
  vi.stubGlobal("addEventListener", obs.addEventListener.bind(obs));
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setActive(active: boolean) {
  obs.dispatchEvent(Object.assign(new Event("obsSourceActiveChanged"), { detail: { active } }));
}

describe("over plain HTTP, where a browser has no locks", () => {
  it("one of two sources that are on the screen has the turn, and keeps it", async () => {
    const held = [false, false];
    for (const page of [0, 1])
      takeTurns(
        KEY,
        () => {
          held[page] = true;
        },
        () => {
          held[page] = false;
        },
      );
    await vi.advanceTimersByTimeAsync(1_000);
    const first = [...held];
    expect(first.filter(Boolean)).toHaveLength(1);
    for (let second = 0; second < 20; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(held).toEqual(first);
    }
  });

  it("who stood still for longer than its lease has lost its turn, and takes it again when the other is gone", async () => {
    const [got, lost] = [vi.fn(), vi.fn()];
    const check = takeTurns(KEY, got, lost);
    await vi.advanceTimersByTimeAsync(2_000);
    check();
    expect(lost).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 5_000);
    kept.set(KEY, `another ${Date.now() + 3_000}`);
    check();
    expect(lost).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kept.get(KEY)).toMatch(/^another /);
    expect(got).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(got).toHaveBeenCalledTimes(2);
  });

  it("who stood still and was not replaced goes by its lease all the same", async () => {
    const [got, lost] = [vi.fn(), vi.fn()];
    takeTurns(KEY, got, lost);
    await vi.advanceTimersByTimeAsync(2_000);
    vi.setSystemTime(Date.now() + 5_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lost).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(got).toHaveBeenCalledTimes(2);
  });

  it("who closed without a word is waited for as long as the lease says", async () => {
    kept.set(KEY, `another ${Date.now() + 3_000}`);
    const got = vi.fn();
    takeTurns(KEY, got, () => {});
    await vi.advanceTimersByTimeAsync(2_900);
    expect(got).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(got).toHaveBeenCalledOnce();
  });

  it("a source that leaves the screen gives its turn back at once, and takes it again when it returns", async () => {
    const [got, lost] = [vi.fn(), vi.fn()];
    takeTurns(KEY, got, lost);
    await vi.advanceTimersByTimeAsync(2_000);
    setActive(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(lost).toHaveBeenCalledOnce();
    expect(kept.get(KEY)).toMatch(/ 0$/);
    setActive(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(got).toHaveBeenCalledTimes(2);
  });
});
