import { afterEach, expect, test } from "vitest";
import type { Trouble } from "../../api/types";
import { addMessages } from "../../i18n/t";
import de from "../../locales/de.json";
import en from "../../locales/en.json";
import { nameTrouble, wordTrouble } from "./troubles";

afterEach(() => addMessages(en.studio, "en"));

const trouble = (code: Trouble["code"], part: string): Trouble => ({
  code,
  where: "node-1",
  part,
  words: "As the server says it.",
});

test("a trouble and what to do are said in the page's language", () => {
  addMessages(de.studio, "de");
  expect(nameTrouble(trouble("outbox_overdue", "webhook"))).toBe("Seit Längerem nicht zugestellt: webhook");
  expect(wordTrouble(trouble("outbox_overdue", "webhook"))).toContain("im Log von web");
});

test("what a process says of its own parts stays as it says it", () => {
  addMessages(de.studio, "de");
  expect(nameTrouble(trouble("part", "bus"))).toBe("Funktioniert nicht: bus");
  expect(wordTrouble(trouble("part", "bus"))).toBeNull();
});
