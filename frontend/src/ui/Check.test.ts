import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCE = join(import.meta.dirname, "..");

test("every box to tick is a Check, whose hint is no part of its name", () => {
  const boxes = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .filter((name) => /type=.*"checkbox"/.test(readFileSync(join(SOURCE, name), "utf8")));
  expect(boxes).toEqual([join("ui", "Check.tsx")]);
});
