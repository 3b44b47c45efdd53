import { expect, test } from "vitest";
import { addPoint, drawPath, type Line, MOST_POINTS, NO_LINE, parseLine, readAt, roundUp } from "./history";

const fill = (values: readonly number[], every = 1000): Line =>
  values.reduce((line, value, place) => addPoint(line, place * every, value, Math.max), NO_LINE);

test("however long a show is, its line stays short and keeps its peak and its last value", () => {
  const hours = Array.from({ length: 4 * 3600 }, (_, second) => (second === 5000 ? 900 : second % 7));
  const line = fill(hours);
  expect(line.points.length).toBeLessThanOrEqual(MOST_POINTS);
  expect(line.points.length).toBeGreaterThan(MOST_POINTS / 2 - 1);
  expect(Math.max(...line.points.map(({ value }) => value))).toBe(900);
  expect(line.points.at(-1)?.at).toBeGreaterThan((4 * 3600 - 2) * 1000 - line.step);
});

test("what is told twice within a stretch is one point, and nothing new is the same line", () => {
  const line = addPoint(addPoint(NO_LINE, 1000, 5, Math.max), 1400, 7, Math.max);
  expect(line.points).toEqual([{ at: 1000, value: 7 }]);
  expect(addPoint(line, 1900, 3, Math.max)).toBe(line);
  expect(addPoint(line, 1900, 3, Math.min).points).toEqual([{ at: 1000, value: 3 }]);
});

test("what comes from the past, after a clock was set, changes no order", () => {
  const line = addPoint(fill([1, 2, 3]), 0, 9, Math.max);
  expect(line.points.map(({ at }) => at)).toEqual([0, 1000, 2000]);
});

test("a count holds until the next, a figure that stops has a hole", () => {
  const line = { step: 1000, points: [0, 1000, 30_000].map((at) => ({ at, value: 5 })) };
  const frame = { from: 0, to: 60_000, top: 10 };
  expect(drawPath(line, frame, [60, 10], { stairs: false, gap: 10_000 })).toBe("M0 5L1 5M30 5");
  expect(drawPath(line, frame, [60, 10], { stairs: true, gap: Number.POSITIVE_INFINITY })).toBe(
    "M0 5H1V5H30V5H60",
  );
  expect(readAt(line, 20_000, 10_000)).toBeNull();
  expect(readAt(line, 20_000, Number.POSITIVE_INFINITY)).toBe(5);
  expect(readAt(line, -1, 10_000)).toBeNull();
});

test("what was kept is read as it was written, and nothing else is", () => {
  const line = fill([1, 2, 3]);
  expect(parseLine(JSON.stringify(line))).toEqual(line);
  for (const text of [null, "", "{}", "[]", '{"step":0,"points":[]}', '{"step":1,"points":[{"at":"x"}]}'])
    expect(parseLine(text)).toBeNull();
});

test.each([
  [0, 1],
  [3, 5],
  [10, 10],
  [11, 20],
  [4700, 5000],
])("the axis of %d ends at %d", (value, top) => {
  expect(roundUp(value)).toBe(top);
});
