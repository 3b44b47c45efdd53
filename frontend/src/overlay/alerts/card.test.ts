import { describe, expect, it } from "vitest";
import type { Alert } from "../frames";
import { findLength, tell } from "./card";

function tip(about: Alert["about"], kind = "tip"): Alert {
  return { number: 1, at: "", kind, livestream_id: null, message_id: null, about };
}

describe("an alert", () => {
  it("says who gave how much, and what they wrote", () => {
    const told = tell(tip({ account: { id: "a", display_name: "Grace" }, amount: 120, tier: 4, text: "Hi" }));
    expect(told).toEqual({ name: "Grace", amount: 120, tier: 4, text: "Hi" });
  });

  it("is somebody's whose account is closed", () => {
    expect(tell(tip({ account: null, amount: 7, text: "" }))).toEqual({
      name: "Somebody",
      amount: 7,
      tier: 1,
      text: "",
    });
  });

  it("is of a tier by its amount where it does not say of which", () => {
    expect([1, 9, 10, 49, 50, 100, 500, 1000, 9999].map((amount) => tell(tip({ amount })).tier)).toEqual([
      1, 1, 2, 2, 3, 4, 5, 6, 6,
    ]);
    expect(tell(tip({}, "thanks")).tier).toBe(0);
  });

  it("stays longer for more, and for more to read, unless its artist says how long", () => {
    const lengths = [1, 50, 100, 1000].map((amount) => findLength(tip({ amount }), null));
    expect(lengths).toEqual([...lengths].sort((one, other) => one - other));
    expect(findLength(tip({ amount: 1, text: "x".repeat(200) }), null)).toBeGreaterThan(lengths[0] ?? 0);
    expect(findLength(tip({ amount: 1000, text: "x".repeat(5000) }), null)).toBeLessThanOrEqual(25_000);
    expect(findLength(tip({ amount: 1000 }), 4)).toBe(4_000);
  });
});
