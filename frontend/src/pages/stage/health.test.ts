import { expect, test } from "vitest";
import { sampleLivestream } from "../../channel/sample";
import { describeHealth, nameApplause } from "./health";

const OPEN = { phase: "open", attempt: 0 } as const;
const health = (advice: string[]) => ({ advice }) as unknown as Parameters<typeof describeHealth>[1];
const live = sampleLivestream({ status: "live", publishing: true });

test.each([
  [sampleLivestream({ publishing: false }), "Waiting"],
  [sampleLivestream({ publishing: true }), "Ready"],
  [live, "Good"],
  [sampleLivestream({ ...live, interrupted_until: "2026-11-27T20:00:00Z" }), "Lost"],
  [sampleLivestream({ status: "ended" }), "Over"],
])("one word says how the show stands", (livestream, word) => {
  expect(describeHealth(livestream, undefined, OPEN).word).toBe(word);
});

test("advice is told with the word", () => {
  const said = describeHealth(live, health(["Keyframe every 8 s.", "More"]), OPEN);
  expect([said.word, said.more, said.tone]).toEqual(["Check", "Keyframe every 8 s.", "warn"]);
  expect(describeHealth(live, health([]), OPEN).word).toBe("Good");
});

test("a screen that hears nothing says so, but not for a moment's gap", () => {
  expect(describeHealth(live, undefined, { phase: "waiting", attempt: 1 }).word).toBe("Good");
  expect(describeHealth(live, undefined, { phase: "waiting", attempt: 2 }).word).toBe("Offline");
  expect(describeHealth(live, undefined, { phase: "refused", attempt: 0 }).word).toBe("Offline");
});

test("applause has a word", () => {
  expect([0, 0.1, 0.5, 1].map(nameApplause)).toEqual(["Silence", "A few clap", "Loud", "Roaring"]);
});
