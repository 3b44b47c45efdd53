import { afterEach, expect, test } from "vitest";
import { addMessages } from "../i18n/t";
import de from "../locales/de.json";
import en from "../locales/en.json";
import type { ChatMessage } from "./messages";
import { readText } from "./notice";

afterEach(() => addMessages(en.site, "en"));

const notice = (more: object = {}) =>
  ({
    kind: "notice",
    text: "Ada thanks Grace",
    account: { id: "a", display_name: "Ada", badges: ["artist"] },
    about: { thanks: { account: { id: "g", display_name: "Grace" }, message_id: "m" } },
    ...more,
  }) as unknown as ChatMessage;

test("whom an artist thanks is said in the page's language", () => {
  addMessages(de.site, "de");
  expect(readText(notice())).toBe("Ada dankt Grace");
});

test("of whom nothing is known any more, and what people say, stands as it came", () => {
  addMessages(de.site, "de");
  expect(readText(notice({ about: { thanks: { account: null, message_id: "m" } } }))).toBe(
    "Ada thanks Grace",
  );
  expect(readText(notice({ kind: "message", text: "Hello" }))).toBe("Hello");
});
