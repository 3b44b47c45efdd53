import { expect, it } from "vitest";
import { Flow } from "./flow";

it("tells of the first moments what there is of them", () => {
  const flow = new Flow(10);
  expect(flow.see(10.1, 5_000)).toEqual({ bytes: 5_000, taken: expect.closeTo(0.1) });
});

it("forgets what came before the network fell", () => {
  const flow = new Flow(0);
  for (let at = 1; at <= 10; at++) flow.see(at / 10, at * 50_000);
  const { bytes, taken } = flow.see(1.2, 501_000);
  expect(bytes).toBe(1_000);
  expect(taken).toBeCloseTo(0.2);
});
