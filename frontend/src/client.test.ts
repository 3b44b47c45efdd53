import { expect, test, vi } from "vitest";
import { Platform } from "../../clients/typescript/src/platform";

const MESSAGE = { id: "m", text: "Hello" };

/** A platform that answers in turn. */
function answering(...answers: (Response | Error)[]) {
  const asked: Request[] = [];
  const fake = async (url: string | URL | Request, options?: RequestInit) => {
    asked.push(new Request(url, options));
    const answer = answers.shift();
    if (answer === undefined || answer instanceof Error) throw answer ?? new TypeError("nobody there");
    return answer;
  };
  return {
    asked,
    platform: new Platform("http://live.example/", { token: "emlt_1", fetch: fake as typeof fetch }),
  };
}

const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ status, code, title: "No", detail: "Not so." }), { status, headers });

test("what is said is sent with the token, under a name of its own", async () => {
  const { platform, asked } = answering(Response.json(MESSAGE, { status: 201 }));
  expect(await platform.say("l", "Hello")).toEqual(MESSAGE);
  const [request] = asked as [Request];
  expect(request.url).toBe("http://live.example/api/v1/livestreams/l/chat");
  expect(request.headers.get("authorization")).toBe("Bearer emlt_1");
  expect(await request.json()).toMatchObject({ text: "Hello", question: false });
});

test("where nobody answers, or it comes too fast, the same is sent again", async () => {
  vi.useFakeTimers();
  const { platform, asked } = answering(
    new TypeError("connection lost"),
    refusal(429, "chat_too_fast", { "retry-after": "2" }),
    Response.json(MESSAGE, { status: 201 }),
  );
  const said = platform.say("l", "Hello");
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(await said).toEqual(MESSAGE);
  const ids = await Promise.all(asked.map(async (request) => ((await request.json()) as { id: string }).id));
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
});

test("a refusal is told in the server's words, at once", async () => {
  const { platform, asked } = answering(refusal(403, "banned_from_chat"));
  await expect(platform.say("l", "Hello")).rejects.toMatchObject({
    status: 403,
    code: "banned_from_chat",
    message: "Not so.",
  });
  expect(asked).toHaveLength(1);
});

test("patience ends", async () => {
  vi.useFakeTimers();
  const { platform, asked } = answering();
  const said = expect(platform.say("l", "Hello", { patience: 3_000 })).rejects.toMatchObject({ status: 0 });
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  await said;
  expect(asked.length).toBeGreaterThan(1);
});
