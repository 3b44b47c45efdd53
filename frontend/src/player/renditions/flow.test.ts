import { expect, it } from "vitest";
import { Flow } from "./flow";

it("tells of the first moments what there is of them", () => {
  const flow = new Flow(10);
  expect(flow.see(10.1, 5_000)).toEqual({ bytes: 5_000, taken: expect.closeTo(0.1) });
});

it("forgets what came before the network fell", () => {
  const flow = new Flow(0);
  for (let at = 1; at <= 10; at++) flow.see(at / 10, at * 50_000);
  flow.see(1.1, 500_500);
  const { bytes, taken } = flow.see(1.21, 501_000);
  expect(bytes).toBe(1_000);
  expect(taken).toBeCloseTo(0.21);
});

it("takes nothing for slow that was not looked at", () => {
  const flow = new Flow(0);
  flow.see(0.05, 10_000);
  expect(flow.see(0.6, 10_000)).toEqual({ bytes: 0, taken: 0 });
});
