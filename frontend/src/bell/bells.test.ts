import { expect, test } from "vitest";
import { applyNews, type Bells } from "./bells";

const NOTHING: Bells = { follows: new Map(), reminders: new Set() };

test("what is followed elsewhere is followed here, in the way that was chosen there", () => {
  const followed = applyNews(NOTHING, {
    type: "follow.changed",
    artist_id: "ada",
    following: true,
    push: false,
    mail: true,
  });
  expect(followed.follows.get("ada")).toEqual({ push: false, mail: true });
  expect(NOTHING.follows.size).toBe(0);
  const gone = {
    type: "follow.changed",
    artist_id: "ada",
    following: false,
    push: false,
    mail: false,
  } as const;
  expect(applyNews(followed, gone).follows.has("ada")).toBe(false);
});

test("a reminder comes and goes by itself, and leaves the others", () => {
  const one = applyNews(NOTHING, { type: "reminder.changed", livestream_id: "x", reminded: true });
  const two = applyNews(one, { type: "reminder.changed", livestream_id: "y", reminded: true });
  expect([
    ...applyNews(two, { type: "reminder.changed", livestream_id: "x", reminded: false }).reminders,
  ]).toEqual(["y"]);
});
