import { expect, test } from "vitest";
import { describeConflict } from "./ConflictNote";

const conflict = { at: "2026-01-01T20:14:00Z", message: "Another encoder is already streaming." };

test("who is on air hears that it was somebody else, when, from where, and that the show goes on", () => {
  const words = describeConflict({ ...conflict, address: "192.0.2.7" }, true);
  expect(words).toMatch(
    /^Somebody else tried .* at .*14.* \(192\.0\.2\.7\) and was refused\. You are still live\.$/,
  );
});

test("a server that does not tell the address leaves no empty place for it", () => {
  expect(describeConflict({ ...conflict, address: null }, false)).not.toMatch(/[()]/);
});
