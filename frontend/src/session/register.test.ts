import { afterEach, expect, test, vi } from "vitest";
import { addMessages } from "../i18n/t";
import { registerAndEnter } from "./register";

const ADA = {
  email: "ada@example.org",
  password: "long enough",
  display_name: "Ada",
  role: "artist" as const,
};

/** The server's answers, one for each call in turn. */
function answer(...answers: [status: number, body: object][]) {
  const fetched = vi.fn(async () => {
    const [status, body] = answers.shift() ?? [500, {}];
    return new Response(JSON.stringify(body), { status });
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

test("who registers is signed in next", async () => {
  const fetched = answer([202, { message: "words" }], [200, { account: { id: "a" } }]);
  expect(await registerAndEnter(ADA)).toEqual({ id: "a" });
  expect(fetched.mock.calls.map((call: unknown[]) => call[0])).toEqual([
    "/api/v1/accounts",
    "/api/v1/sessions",
  ]);
});

test("who registers on German pages is written to in German", async () => {
  const fetched = answer([202, { message: "words" }], [200, { account: { id: "a" } }]);
  addMessages({}, "de");
  await registerAndEnter(ADA).finally(() => addMessages({}, "en"));
  const [, sent] = fetched.mock.calls[0] as unknown as [string, RequestInit];
  expect(JSON.parse(String(sent.body))).toMatchObject({ email: ADA.email, language: "de" });
});

test("an address that has another password is said to be registered, perhaps", async () => {
  answer([202, { message: "words" }], [401, { code: "wrong_credentials", detail: "Wrong." }]);
  await expect(registerAndEnter(ADA)).rejects.toMatchObject({
    status: 401,
    message: "This address may be registered already. Sign in with its password instead.",
  });
});

test("other refusals keep the server's words", async () => {
  answer(
    [202, {}],
    [429, { code: "too_many_tries", detail: "Too many tries. Wait 3 seconds, then try again." }],
  );
  await expect(registerAndEnter(ADA)).rejects.toMatchObject({ status: 429, message: /Wait 3 seconds/ });
  answer([400, { code: "invalid_fields", detail: "Some fields are not as they should be." }]);
  await expect(registerAndEnter(ADA)).rejects.toMatchObject({ status: 400 });
});
