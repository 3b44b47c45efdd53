import { expect, test } from "vitest";
import { findHue, findInitial } from "./ground";

test("a name has one hue, the same each time, and others have others", () => {
  const hues = ["Ilse Brandt", "Moss Assembly", "Kaito & the Quiet", ""].map(findHue);
  expect(hues).toEqual(["Ilse Brandt", "Moss Assembly", "Kaito & the Quiet", ""].map(findHue));
  expect(new Set(hues).size).toBe(4);
  for (const hue of hues) expect(hue >= 0 && hue < 360).toBe(true);
});

test("a name's first letter is what a reader takes for one", () => {
  expect(["ilse", "b", " 👩‍🎤 band", "éclair", "©️ band", ""].map(findInitial)).toEqual([
    "I",
    "B",
    "👩‍🎤",
    "É",
    "©️",
    "",
  ]);
  expect(findInitial("e\u0301clair")).toBe("E\u0301");
});
