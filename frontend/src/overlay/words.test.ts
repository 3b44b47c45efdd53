import { expect, test } from "vitest";
import { readLook, writeLook } from "./look";
import { readLanguage } from "./words";

test("an address says the language, and English where it says none that is known", () => {
  expect(["?lang=de", "?show=chat&lang=en", "", "?lang=xx", "?lang="].map(readLanguage)).toEqual([
    "de",
    "en",
    "en",
    "en",
    "en",
  ]);
});

test("the studio's address for OBS carries it on", () => {
  expect(writeLook({ ...readLook("show=goal"), lang: "de" })).toBe("show=goal&lang=de");
  expect(readLook("show=goal&lang=de").lang).toBe("de");
  expect(writeLook(readLook("show=goal&lang=en"))).toBe("show=goal");
});
