import type { FragmentLoaderContext } from "hls.js";
import { expect, it, vi } from "vitest";
import { Renditions } from "./renditions";
import type { Plan, Substitute } from "./substitute";

const FOLDER = "https://media.example/live/a";
const SOURCE_INIT = new Uint8Array([1]);
const STREAMS = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=4000000,RESOLUTION=1280x720
source/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=350000,RESOLUTION=426x240
240p/index.m3u8
`;
const RUNG = `#EXTM3U
#EXT-X-MAP:URI="init-t-1.mp4"
`;
const TAKEN = { loaded: 1_000, total: 1_000, loading: { first: 0, end: 1 } };

/** A stream with these files, and an engine's way to them. */
async function attend(files: Record<string, string>, wish = "auto") {
  const asked: string[] = [];
  const get = async (url: RequestInfo | URL) => {
    asked.push(String(url));
    const body = files[String(url).slice(FOLDER.length + 1)];
    return body === undefined ? new Response(null, { status: 404 }) : new Response(body);
  };
  const renditions = new Renditions(`${FOLDER}/index.m3u8`, () => {}, get, wish);
  await renditions.look();
  return { renditions, asked, engine: renditions.attend() };
}

const FILES = { "index.m3u8": STREAMS, "240p/init-t-1.mp4": "small" };

function part(number: number, independent: boolean, run = 1): FragmentLoaderContext {
  const initSegment = { url: `${FOLDER}/source/init-t-${run}.mp4`, data: SOURCE_INIT };
  return {
    url: `${FOLDER}/source/part-t-${number}.m4s`,
    frag: { initSegment, duration: 2, sn: 1 },
    part: { independent, duration: 0.2, index: number },
  } as unknown as FragmentLoaderContext;
}

/** Until what was asked for is there. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

it("has nothing to choose where there is the source alone", async () => {
  const { renditions } = await attend({ "index.m3u8": RUNG });
  expect(renditions.view).toBeNull();
});

it("asks for nothing but the source until another is wanted", async () => {
  const { engine, asked } = await attend(FILES);
  const plan = engine.plan(part(1, true));
  expect(plan).toEqual({ name: "source", url: part(1, true).url, init: null, before: null });
  engine.come(plan, part(1, true), TAKEN);
  await settle();
  expect(asked).toEqual([`${FOLDER}/index.m3u8`]);
});

it("goes over at a keyframe, behind the other's init section, and back behind the source's", async () => {
  const { engine, renditions } = await attend(FILES);
  engine.come(engine.plan(part(1, true)), part(1, true), TAKEN);
  renditions.want("saver");
  await settle();
  expect(engine.plan(part(2, false)).name).toBe("source");
  const plan = engine.plan(part(3, true));
  expect(plan.url).toBe(`${FOLDER}/240p/part-t-3.m4s`);
  expect(new TextDecoder().decode(plan.init ?? undefined)).toBe("small");
  engine.come(plan, part(3, true), TAKEN);
  expect(engine.plan(part(4, false))).toEqual({
    name: "240p",
    url: `${FOLDER}/240p/part-t-4.m4s`,
    init: null,
    before: null,
  });
  renditions.want("source");
  expect(engine.plan(part(5, false)).name).toBe("240p");
  expect(engine.plan(part(6, true)).init).toBe(SOURCE_INIT);
});

it("stays with the source while the other has nothing of this run", async () => {
  const { engine, renditions } = await attend(FILES, "saver");
  engine.come(engine.plan(part(1, true)), part(1, true), TAKEN);
  await settle();
  expect(engine.plan(part(2, true)).name).toBe("240p");
  expect(engine.plan(part(3, true, 2)).name).toBe("source");
  renditions.destroy();
});

it("takes the source's file for one that is missing", async () => {
  const { engine, renditions } = await attend(FILES, "saver");
  engine.come(engine.plan(part(1, true)), part(1, true), TAKEN);
  await settle();
  const plan = engine.plan(part(2, true));
  const instead = engine.miss(plan, part(2, true));
  expect(instead).toEqual({ name: "source", url: part(2, true).url, init: SOURCE_INIT, before: null });
  if (instead !== null) engine.come(instead, part(2, true), TAKEN);
  expect(engine.plan(part(3, true)).name).toBe("source");
  expect(engine.miss(engine.plan(part(3, true)), part(3, true))).toBeNull();
  renditions.destroy();
});

/** A part is on its way over a network that carries 600 kbit/s, and is looked at for 0.3 s; what is fetched in its place. */
function crawl(engine: Substitute, plan: Plan, context: FragmentLoaderContext, total = 100_000): Plan | null {
  const clock = vi.spyOn(performance, "now");
  try {
    for (let ms = 50; ms <= 300; ms += 50) {
      clock.mockReturnValue(1_000 + ms);
      const stats = { loaded: ms * 75, total, loading: { first: 1_000, end: 0 } };
      const next = engine.leave(plan, context, stats);
      if (next !== null) return next;
    }
    return null;
  } finally {
    clock.mockRestore();
  }
}

it("begins the group again, smaller, where the network has fallen, behind the other's init section", async () => {
  const parts = { "240p/part-t-1.m4s": "one", "240p/part-t-2.m4s": "two" };
  const { engine } = await attend({ ...FILES, ...parts });
  for (const [number, independent] of [[1, true] as const, [2, false] as const])
    engine.come(engine.plan(part(number, independent)), part(number, independent), TAKEN);
  const slow = engine.plan(part(3, false));
  const plan = crawl(engine, slow, part(3, false));
  expect(plan).toMatchObject({ name: "240p", url: `${FOLDER}/240p/part-t-3.m4s`, init: null });
  const before = (await plan?.before)?.map((piece) => new TextDecoder().decode(piece));
  expect(before).toEqual(["small", "one", "two"]);
  if (plan !== null) engine.come(plan, part(3, false), TAKEN);
  expect(engine.plan(part(4, false))).toMatchObject({ name: "240p", before: null });
});

it("waits for the source's part where the network is only a little too slow, or the group has no smaller one", async () => {
  const { engine } = await attend(FILES);
  engine.come(engine.plan(part(1, true)), part(1, true), TAKEN);
  const slow = engine.plan(part(2, false));
  expect(crawl(engine, slow, part(2, false), 24_000)).toBeNull();
  const slower = { ...slow };
  const plan = crawl(engine, slower, part(2, false));
  expect(await plan?.before).toBeNull();
  if (plan === null) throw new Error("nothing was tried");
  expect(engine.miss(plan, part(2, false))).toMatchObject({ name: "source", url: part(2, false).url });
  expect(crawl(engine, { ...slow }, part(2, false))).toBeNull();
  // It is missing there, and not altogether.
  expect(engine.plan(part(3, true)).name).toBe("240p");
});
