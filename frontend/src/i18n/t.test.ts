import { expect, test } from "vitest";
import "./sample";
import { say } from "./t";

test("what only every object has is no message", () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    expect(say(`session.${name}`)).toBeNull();
    expect(say(`${name}.${name}`)).toBeNull();
  }
  expect(say("session.refused")).not.toBeNull();
});
