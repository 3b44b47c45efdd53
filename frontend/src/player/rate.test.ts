import { expect, test } from "vitest";
import { readRate } from "./rate";

const loaded = (bytes: number, duration: number) => ({ duration, stats: { loaded: bytes } });

test("what was fetched says how much a second takes; what only is listed says nothing", () => {
  const partList = [loaded(25_000, 0.2), loaded(0, 0.2), loaded(25_000, 0.2)];
  expect(readRate({ fragments: [], partList })).toBeCloseTo(1_000_000);
  expect(readRate({ fragments: [loaded(500_000, 2)], partList: null })).toBeCloseTo(2_000_000);
  expect(readRate({ fragments: [loaded(0, 2)], partList: [loaded(0, 0.2)] })).toBeNull();
  expect(readRate(null)).toBeNull();
});
