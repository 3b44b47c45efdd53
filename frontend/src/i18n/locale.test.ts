import { expect, test } from "vitest";
import { pickLocale, pickRegion } from "./locale";

test("what was chosen counts before what the browser asks for", () => {
  expect(pickLocale("de", ["en-GB"])).toBe("de");
  expect(pickLocale("tlh", ["de-AT", "en"])).toBe("de");
});

test("the first of the browser's languages that there is, and English where there is none", () => {
  expect(pickLocale(null, ["fr-FR", "DE-ch", "en"])).toBe("de");
  expect(pickLocale(null, ["fr"])).toBe("en");
  expect(pickLocale(null, [])).toBe("en");
});

test("dates and numbers are the reader's own region's, where that is of the page's language", () => {
  expect(pickRegion("en", ["fr-FR", "en-GB", "en-US"])).toBe("en-GB");
  expect(pickRegion("de", ["en-US"])).toBe("de");
});
