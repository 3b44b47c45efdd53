import { expect, test } from "vitest";
import { describeSize } from "./size";

test.each([
  [0, "0 KB"],
  [1_499, "1 KB"],
  [999_600, "1.0 MB"],
  [9_960_000, "10 MB"],
  [1_440_000_000, "1.4 GB"],
  [7_200_000_000_000, "7.2 TB"],
  [7_200_000_000_000_000, "7200 TB"],
])("%d bytes are %s", (bytes, said) => {
  expect(describeSize(bytes)).toBe(said.replace(" ", "\u00a0"));
});
