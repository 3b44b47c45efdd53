import { expect, test } from "vitest";
import { toBlockable } from "./blocking";

test("a holder is blocked by what the tokens were given to, and a closed account not at all", () => {
  const account = { id: "7", display_name: "Noor" };
  expect(toBlockable({ account, email: null })).toEqual({ key: "account 7", name: "Noor", account: "7" });
  expect(toBlockable({ account: null, email: "7" })).toEqual({ key: "address 7", name: "7", account: null });
  expect(toBlockable({ account: null, email: null })).toBeNull();
});
