import { expect, test } from "vitest";
import { formatDuration, formatPlace, parsePlace, sayPlace } from "./times";

test.each([
  [0, "0:00.0", "0 seconds"],
  [7.46, "0:07.5", "7.5 seconds"],
  [59.96, "1:00.0", "1 minute"],
  [761, "12:41.0", "12 minutes 41 seconds"],
  [3729.25, "1:02:09.3", "1 hour 2 minutes 9.3 seconds"],
  [-1, "0:00.0", "0 seconds"],
])("%d is written and said", (seconds, written, said) => {
  expect(formatPlace(seconds)).toBe(written);
  expect(sayPlace(seconds)).toBe(said);
});

test.each([
  ["12:40.5", 760.5],
  ["1:02:09", 3729],
  ["75", 75],
  [" 0:07,25 ", 7.25],
  ["90:00", 5400],
  ["12:60", null],
  ["1:60:00", null],
  ["", null],
  ["1:2:3:4", null],
  ["-3", null],
  ["soon", null],
])("%s is read as %s", (text, seconds) => {
  expect(parsePlace(text)).toBe(seconds);
});

test("what is written is read", () => {
  for (const place of [0, 7.5, 59.9, 760.4, 3599.9, 36_000])
    expect(parsePlace(formatPlace(place))).toBe(place);
});

test("a card says a length in whole seconds", () => {
  expect([5, 29.6, 60, 180].map((seconds) => formatDuration(seconds))).toEqual([
    "0:05",
    "0:30",
    "1:00",
    "3:00",
  ]);
});
