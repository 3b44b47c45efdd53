import { expect, test } from "vitest";
import { sampleMessage } from "../../chat/sample";
import {
  arm,
  countNewer,
  type Desk,
  disarm,
  FOLLOWING,
  hold,
  listShown,
  MOST_SHOWN,
  move,
  select,
  settle,
} from "./desk";

const upTo = (last: number) => Array.from({ length: last }, (_, at) => sampleMessage(at + 1));
const shown = (rows: ReturnType<typeof upTo>, desk: Desk) => listShown(rows, desk).map(({ seq }) => seq);

test("the newest are followed until somebody is looked at", () => {
  expect(shown(upTo(3), FOLLOWING)).toEqual([1, 2, 3]);
  expect(countNewer(upTo(3), FOLLOWING)).toBe(0);
  expect(listShown(upTo(1_000), FOLLOWING)).toHaveLength(MOST_SHOWN);
});

test("the first press selects the newest, and the room stands still from then on", () => {
  for (const by of [1, -1] as const) {
    const desk = move(FOLLOWING, upTo(3), by);
    expect(desk.selected?.id).toBe("m3");
    expect(shown(upTo(5), desk)).toEqual([1, 2, 3]);
    expect(countNewer(upTo(5), desk)).toBe(2);
  }
});

test("one goes back to the oldest and on to the newest", () => {
  const rows = upTo(3);
  let desk = move(FOLLOWING, rows, -1);
  desk = move(desk, rows, -1);
  expect(desk.selected?.id).toBe("m2");
  desk = move(move(desk, rows, -1), rows, -1);
  expect(desk.selected?.id).toBe("m1");
  desk = move(move(desk, rows, 1), rows, 1);
  expect(move(desk, rows, 1).selected?.id).toBe("m3");
});

test("beyond the last that is shown come those which waited", () => {
  const desk = move(move(FOLLOWING, upTo(3), 1), upTo(5), 1);
  expect(desk.selected?.id).toBe("m4");
  expect(shown(upTo(5), desk)).toEqual([1, 2, 3, 4, 5]);
  expect(countNewer(upTo(7), desk)).toBe(2);
});

test("nothing stays armed for another message", () => {
  const rows = upTo(3);
  const armed = arm(move(FOLLOWING, rows, 1), "ban");
  expect(armed.armed).toBe("ban");
  expect(move(armed, rows, -1).armed).toBeNull();
  expect(move(armed, rows, 1)).toEqual({ ...armed, armed: null });
  expect(select(armed, rows, sampleMessage(1)).armed).toBeNull();
  expect(disarm(armed).selected?.id).toBe("m3");
});

test("what is not selected cannot be armed", () => {
  expect(arm(FOLLOWING, "remove")).toBe(FOLLOWING);
});

test("where the selected message goes, its neighbour is next, and unarmed", () => {
  const rows = upTo(4);
  const desk = arm(select(FOLLOWING, rows, sampleMessage(3)), "remove");
  const without = (...gone: number[]) => rows.filter(({ seq }) => !gone.includes(seq));
  expect(settle(desk, rows)).toBe(desk);
  const next = settle(desk, without(3));
  expect([next.selected?.id, next.armed]).toEqual(["m4", null]);
  expect(settle(desk, without(3, 4)).selected?.id).toBe("m2");
  expect(settle(desk, [])).toEqual(FOLLOWING);
});

test("what waits is not taken for a neighbour", () => {
  const desk = move(FOLLOWING, upTo(3), 1);
  const later = upTo(5).filter(({ seq }) => seq !== 3);
  expect(settle(desk, later).selected?.id).toBe("m2");
});

test("reading back holds the room where it is", () => {
  const held = hold(FOLLOWING, upTo(3));
  expect([held.upto, held.selected]).toEqual([3, null]);
  expect(hold(held, upTo(9))).toBe(held);
  expect(hold(FOLLOWING, [])).toBe(FOLLOWING);
});
