import { expect, test } from "vitest";
import { readKey } from "./keys";

const press = (key: string, change: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...change,
});

test("what cannot be taken back takes its key twice", () => {
  expect(readKey(press("d"), null)).toEqual({ do: "arm", what: "remove" });
  expect(readKey(press("d"), "remove")).toEqual({ do: "remove" });
  expect(readKey(press("b"), null)).toEqual({ do: "arm", what: "ban" });
  expect(readKey(press("b"), "ban")).toEqual({ do: "ban" });
});

test("another key in between begins anew", () => {
  expect(readKey(press("d"), "ban")).toEqual({ do: "arm", what: "remove" });
  expect(readKey(press("b"), "time-out")).toEqual({ do: "arm", what: "ban" });
});

test("a time-out is as long as its second key says", () => {
  expect(readKey(press("t"), null)).toEqual({ do: "arm", what: "time-out" });
  expect(readKey(press("t"), "time-out")).toEqual({ do: "arm", what: "time-out" });
  const lengths = ["1", "2", "3"].map((key) => readKey(press(key), "time-out"));
  expect(lengths).toEqual([1, 10, 60].map((minutes) => ({ do: "time-out", minutes })));
  expect(readKey(press("1"), null)).toBeNull();
  expect(readKey(press("1"), "ban")).toBeNull();
});

test("a key that is held down moves on, and does nothing else", () => {
  const held = { repeat: true };
  expect(readKey(press("j", held), null)).toEqual({ do: "move", by: 1 });
  for (const key of ["d", "b", "t", "s", "p", "1"]) expect(readKey(press(key, held), "remove")).toBeNull();
});

test.each(["ctrlKey", "metaKey", "altKey"])("with %s it is the browser's", (name) => {
  for (const key of ["d", "s", "r", "j"]) expect(readKey(press(key, { [name]: true }), "remove")).toBeNull();
});

test("other keys mean nothing", () => {
  for (const key of ["x", "4", "Enter", " ", "D", "toString", "constructor"]) {
    expect(readKey(press(key), "time-out")).toBeNull();
  }
});
