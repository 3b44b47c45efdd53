import { describe, expect, it } from "vitest";
import { readMemory } from "./memory";

const read = (text: string | null) => readMemory("key", { getItem: () => text });

describe("what the browser remembers of alerts", () => {
  it("is read as it was written", () => {
    const alert = { number: 4, at: "", kind: "tip", livestream_id: null, message_id: null, about: {} };
    const memory = { place: 4, showing: { alert, until: 5 } };
    expect(read(JSON.stringify(memory))).toEqual(memory);
  });

  it("is nothing where it is nothing of ours", () => {
    for (const text of [
      null,
      "",
      "{",
      "7",
      '"x"',
      "[]",
      '{"place":"x"}',
      '{"place":1.5,"showing":{"until":"x"}}',
    ])
      expect(read(text)).toEqual({ place: 0, showing: null });
  });

  it("is nothing where the browser keeps nothing", () => {
    const storage = {
      getItem: () => {
        throw new Error("SecurityError");
      },
    };
    expect(readMemory("key", storage)).toEqual({ place: 0, showing: null });
  });
});
