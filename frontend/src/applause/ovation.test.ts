import { expect, test, vi } from "vitest";
import { Ovation } from "./ovation";

const T = Date.parse("2026-01-31T20:00:00.000Z");
const event = (at: number, level: number, count = 1) => ({
  type: "applause",
  level,
  count,
  at: new Date(T + at).toISOString(),
});

test("is shown when the picture gets there", () => {
  const ovation = new Ovation(() => {});
  for (const at of [0, 250, 500]) ovation.hear(event(at, at / 1000 + 0.1, 3));
  expect(ovation.look(T - 1, 0).level).toBe(0);
  expect(ovation.look(T + 300, 10)).toMatchObject({ level: 0.35, count: 6 });
  expect(ovation.look(T + 310, 20)).toMatchObject({ level: 0.35, count: 0 });
  expect(ovation.look(undefined, 30)).toMatchObject({ level: 0.35, count: 0 });
  expect(ovation.over).toBe(false);
});

test("is shown at once where no picture is waited for, and is over with the last one", () => {
  const wake = vi.fn();
  const ovation = new Ovation(wake);
  ovation.hear(event(0, 0.5));
  expect(ovation.look(null, 0).level).toBe(0.5);
  ovation.hear(event(250, 0, 0));
  expect(ovation.look(null, 300).level).toBe(0);
  expect(ovation.over).toBe(true);
  expect(wake).toHaveBeenCalledTimes(2);
});

test("falls silent though the last one never came", () => {
  const ovation = new Ovation(() => {});
  ovation.hear(event(0, 0.5));
  expect(ovation.look(null, 0).level).toBe(0.5);
  expect(ovation.look(null, 3_000).level).toBe(0.5);
  expect(ovation.look(null, 5_000).level).toBe(0);
  expect(ovation.over).toBe(true);
});

test("keeps a bounded number for a picture that is far behind", () => {
  const ovation = new Ovation(() => {});
  for (let at = 0; at < 1_000; at++) ovation.hear(event(at, 0.1, 1));
  expect(ovation.look(null, 0).count).toBe(160);
});

test("passes over what is no applause", () => {
  const ovation = new Ovation(() => {});
  expect(ovation.hear({ type: "applause" })).toBe(true);
  expect(ovation.over).toBe(true);
});
