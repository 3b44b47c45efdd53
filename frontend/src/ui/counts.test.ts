import { expect, test } from "vitest";
import { countTokens, formatChange, formatCount } from "./counts";

const THOUSANDS = (2500).toLocaleString();

test("figures have their thousands apart", () => {
  expect(formatCount(2500)).toBe(THOUSANDS);
  expect(countTokens(2500)).toBe(`${THOUSANDS} tokens`);
});

test("one token is one token", () => {
  expect(countTokens(1)).toBe("1 token");
  expect(countTokens(0)).toBe("0 tokens");
});

test("what came has a plus, what went a minus", () => {
  expect(formatChange(2500)).toBe(`+${THOUSANDS}`);
  expect(formatChange(-2500)).toBe(`−${THOUSANDS}`);
});
