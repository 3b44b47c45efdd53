import { expect, test } from "vitest";
import { parseShowTime, writeShowTime } from "./showTime";

test.each([
  ["12:40", 760],
  ["1:02:03.5", 3_723.5],
  ["75", 75],
  [" 0:00,25 ", 0.25],
  ["90:00", 5_400],
])("%s is %d s", (text, seconds) => {
  expect(parseShowTime(text)).toBe(seconds);
});

test.each(["", "soon", "-5", "1:60", "1:2:3:4", "1:", ":30", "1.5:00", "1e3", "1:02.0001"])(
  "%s is no time",
  (text) => {
    expect(parseShowTime(text)).toBeNull();
  },
);

test.each([0, 5, 60.04, 754.2, 3_599.999, 3_600, 36_061.5])(
  "%d s are read as they were written",
  (seconds) => {
    expect(parseShowTime(writeShowTime(seconds))).toBe(seconds);
  },
);

test("a moment is written as a clock would show it", () => {
  expect(writeShowTime(754.2)).toBe("12:34.2");
  expect(writeShowTime(3_605)).toBe("1:00:05");
});
