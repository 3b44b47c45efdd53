import { expect, test } from "vitest";
import { countTags } from "./tags";

test("the words that most shows are found by stand first", () => {
  const shows = [{ tags: ["piano", "tape"] }, { tags: ["tape"] }, { tags: [] }, { tags: ["acoustic"] }];
  expect(countTags(shows)).toEqual(["tape", "acoustic", "piano"]);
  expect(countTags(shows, 1)).toEqual(["tape"]);
});
