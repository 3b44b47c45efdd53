import { expect, test } from "vitest";
import type { Verdict } from "../../api/types";
import { labelOf, listChecks, summarise } from "./verdict";

function judged(...oks: [string, boolean | null][]): Verdict {
  return {
    ready: oks.every(([, ok]) => ok === true),
    checks: oks.map(([name, ok]) => ({ name, ok, words: `${name} words` })),
  };
}

const ready = judged(["picture", true], ["keyframes", true]);
const measuring = judged(["picture", true], ["keyframes", null]);
const one = judged(["picture", true], ["keyframes", false], ["bitrate", null]);
const two = judged(["picture", true], ["keyframes", false], ["frame_rate", false]);

test.each([
  [true, null, "measuring", /about five seconds/],
  [true, measuring, "measuring", /about five seconds/],
  [true, ready, "ready", /^Ready\./],
  [true, one, "change", /^Not ready, with one thing to change: keyframes\.$/],
  [true, two, "change", /^Not ready, with 2 things to change: keyframes, frame rate\.$/],
  [false, null, "none", /begin when OBS connects/],
  [false, measuring, "none", /too short/],
  [false, ready, "ready", /last rehearsal, all was ready/],
  [false, one, "change", /last rehearsal left one thing to change: keyframes/],
] as const)("active %s, verdict %j: %s", (active, verdict, state, words) => {
  const summary = summarise({ active, verdict });
  expect(summary.state).toBe(state);
  expect(summary.words).toMatch(words);
});

test("what is read aloud does not change with the figures", () => {
  const other = { ...one, checks: one.checks.map((check) => ({ ...check, words: "other figures" })) };
  expect(summarise({ active: true, verdict: other })).toEqual(summarise({ active: true, verdict: one }));
});

test("before the first verdict every check has its row already", () => {
  const rows = listChecks(null);
  expect(rows).toHaveLength(7);
  expect(rows.every(({ ok, words }) => ok === null && words === "")).toBe(true);
});

test("a check of a newer server is shown by its own name", () => {
  expect(listChecks(judged(["colour", true])).map(({ name }) => labelOf(name))).toEqual(["colour"]);
});
