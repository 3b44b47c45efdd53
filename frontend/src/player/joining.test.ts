import { expect, it } from "vitest";
import { Joining, join, joinAhead, joiningAddress } from "./joining";

const PLAYLIST = "https://media.example/live/abc/index.m3u8";
const FILES: readonly [string, string][] = [
  ["index.m3u8", "#EXTM3U\n"],
  ["init-x-1.mp4", "init"],
  ["part-x-7.m4s", "seven is longer"],
  ["part-x-8.m4s", "eight"],
];
const BODY = `${FILES.map(([name, data]) => `${name} ${data.length}\n`).join("")}\n${FILES.map(([, data]) => data).join("")}`;

/** An origin that answers with these pieces; then with an end, or an error. */
function answer(pieces: readonly string[], broken = false, status = 200): typeof fetch {
  return async () => {
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        if (broken) controller.error(new Error("the line broke"));
        else controller.close();
      },
    });
    return new Response(body, { status });
  };
}

const read = async (joining: Joining, name: string) => {
  const data = await joining.take(new URL(name, PLAYLIST).href);
  return data && new TextDecoder().decode(data);
};

const readAll = (joining: Joining) => Promise.all(FILES.map(([name]) => read(joining, name)));

it("stands beside the playlist", () => {
  expect(joiningAddress(PLAYLIST)).toBe("https://media.example/live/abc/join.bin");
  expect(joiningAddress("https://media.example/live/abc/p1.x/index.m3u8")).toContain("/abc/p1.x/join.bin");
});

it.each([1, 2, 3, 7, 20, 1000])("gives each file, in whatever pieces of %i bytes they come", async (size) => {
  const pieces = BODY.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
  const joining = new Joining(PLAYLIST, answer(pieces));
  expect(await readAll(joining)).toEqual(FILES.map(([, data]) => data));
});

it("gives the first while the last is on its way", async () => {
  let send = (_text: string) => {};
  const body = new ReadableStream({
    start(controller) {
      send = (text) => controller.enqueue(new TextEncoder().encode(text));
    },
  });
  const joining = new Joining(PLAYLIST, async () => new Response(body));
  send(BODY.slice(0, BODY.indexOf("seven")));
  expect(await read(joining, "index.m3u8")).toBe("#EXTM3U\n");
  expect(await read(joining, "init-x-1.mp4")).toBe("init");
  joining.close();
});

it("gives a file once, and nothing that it does not hold", async () => {
  const joining = new Joining(PLAYLIST, answer([BODY]));
  expect(await read(joining, "part-x-9.m4s")).toBeNull();
  expect(await read(joining, "index.m3u8?_HLS_msn=4")).toBeNull();
  await readAll(joining);
  expect(await read(joining, "index.m3u8")).toBeNull();
  joining.settle();
  expect(joining.has(`${PLAYLIST}?_HLS_msn=4`)).toBe(false); // there is nothing more to wait for
  expect(joining.has("https://elsewhere.example/live/abc/index.m3u8")).toBe(false);
});

it.each([
  ["is not there", answer(["There is no such stream or file.\n"], false, 404)],
  ["is a page", answer(["<!doctype html>\n\n<p>Hello</p>"])],
  ["cannot be reached", () => Promise.reject(new TypeError("no network"))],
  ["is empty", answer([])],
])("says that it has nothing where the answer %s", async (_what, get) => {
  expect(await readAll(new Joining(PLAYLIST, get as typeof fetch))).toEqual([null, null, null, null]);
});

it("gives what had come where the line breaks", async () => {
  const cut = BODY.slice(0, BODY.indexOf("seven") + 3);
  expect(await read(new Joining(PLAYLIST, answer([cut])), "part-x-7.m4s")).toBeNull();
  expect(await read(new Joining(PLAYLIST, answer([cut])), "init-x-1.mp4")).toBe("init");
  expect(await readAll(new Joining(PLAYLIST, answer([cut], true)))).toContain(null);
});

const listed = (...numbers: number[]) =>
  numbers.map((n) => ({ url: new URL(`part-x-${n}.m4s`, PLAYLIST).href }));

it("fetches side by side what was made meanwhile, but for what the player has asked for", async () => {
  const asked: string[] = [];
  const joining = new Joining(PLAYLIST, async (url, options) => {
    const name = String(url).split("/").at(-1) ?? "";
    if (name === "join.bin") return answer([BODY])(url, options);
    asked.push(name);
    return new Response(name);
  });
  await readAll(joining);
  expect(await read(joining, "part-x-9.m4s")).toBeNull();
  joining.follow(listed(7, 8, 9, 10, 11));
  expect(asked).toEqual(["part-x-10.m4s", "part-x-11.m4s"]);
  joining.follow(listed(8, 9, 10, 11, 12));
  expect(asked).toEqual(["part-x-10.m4s", "part-x-11.m4s", "part-x-12.m4s"]);
  expect(await read(joining, "part-x-10.m4s")).toBe("part-x-10.m4s");
  joining.follow(listed(20, 21)); // of another run, or too long after
  joining.settle();
  joining.follow(listed(12, 13));
  expect(asked).toHaveLength(3);
  expect(await read(joining, "part-x-12.m4s")).toBe("part-x-12.m4s");
});

it("is asked for ahead once, for one stream", () => {
  const { fetch: before } = globalThis;
  globalThis.fetch = answer([BODY]);
  try {
    joinAhead(PLAYLIST);
    const first = join(PLAYLIST);
    expect(join(PLAYLIST)).not.toBe(first);
    joinAhead(PLAYLIST);
    expect(join("https://media.example/live/other/index.m3u8").has(PLAYLIST)).toBe(false);
  } finally {
    globalThis.fetch = before;
  }
});
