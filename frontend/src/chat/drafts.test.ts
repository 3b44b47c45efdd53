import { expect, test } from "vitest";
import { EMPTY_COMPOSER } from "./composer";
import { keepDraft, recallDraft } from "./drafts";

const typed = (text: string) => ({ ...EMPTY_COMPOSER, text });

test("each room has its own, and somebody else's is not there", () => {
  keepDraft("ada one", typed("half a thought"));
  keepDraft("ada two", typed("another"));
  expect(recallDraft("ada one").text).toBe("half a thought");
  expect(recallDraft("ada two").text).toBe("another");
  expect(recallDraft("bea one")).toBe(EMPTY_COMPOSER);
});

test("of many rooms the last are remembered", () => {
  for (let room = 0; room < 20; room += 1) keepDraft(`ada ${room}`, typed(String(room)));
  expect(recallDraft("ada 0")).toBe(EMPTY_COMPOSER);
  expect(recallDraft("ada 19").text).toBe("19");
});
