import { afterEach, expect, test } from "vitest";
import type { Health } from "../../channel/frames";
import { addMessages } from "../../i18n/t";
import de from "../../locales/de.json";
import en from "../../locales/en.json";
import { listAdvice, wordAdvice } from "./words";

afterEach(() => addMessages(en.studio, "en"));

test("advice is said by its code and values in the page's language", () => {
  addMessages(de.studio, "de");
  const advice = ["Keyframe every 8 s.", "As an older server says it."];
  const health = { advice, advice_codes: [{ code: "keyframes_rare", values: { seconds: 8 } }] } as Health;
  expect(listAdvice(health)).toEqual([
    "Nur alle 8 s ein Keyframe, deine Fans warten also lange auf ihr erstes Bild: Stelle in OBS unter Einstellungen, " +
      "Ausgabe das Keyframe-Intervall auf 2 s.",
    "As an older server says it.",
  ]);
  expect(listAdvice(undefined)).toEqual([]);
});

test("what a newer server knows, and what an older one kept, is said in its words", () => {
  addMessages(de.studio, "de");
  expect(wordAdvice({ code: "of_tomorrow", values: {} }, "New.")).toBe("New.");
  expect(wordAdvice({}, "Old.")).toBe("Old.");
});
