import { expect, test, vi } from "vitest";
import type { ChatMessage } from "./messages";
import { MOST_FOLLOWED, MOST_READ, type Query, Reader } from "./reader";
import { SAMPLE_SHAPE, sampleFrame, sampleMessage } from "./sample";
import { Room } from "./store";

/** A room in which a word is said each second, as a server keeps it and tells of it. */
class World {
  readonly room = new Room();
  readonly asked: Query[] = [];
  date: number | null = null;
  readonly all: ChatMessage[] = [];
  readonly reader = new Reader(
    this.room,
    (query) => {
      this.asked.push(query);
      return this.load(query);
    },
    () => this.date,
  );
  undo = this.reader.start();

  load = async ({ before, after, until, limit }: Query): Promise<readonly ChatMessage[]> => {
    if (after !== undefined) return this.all.filter(({ seq }) => seq > after).slice(0, limit);
    const past = this.all.filter(
      ({ seq, at }) => (before === undefined || seq < before) && (until === undefined || at <= until),
    );
    return past.slice(-limit);
  };

  /** Words up to this number were said, and the last of them are told to who comes. */
  constructor(said: number) {
    for (let seq = 1; seq <= said; seq += 1) this.all.push(sampleMessage(seq));
    const messages = this.all.slice(-50);
    const after = (messages[0]?.seq ?? 1) - 1;
    this.room.hear(sampleFrame(after, messages, { seq: said, reset: true, room: SAMPLE_SHAPE }));
  }

  say(...seqs: number[]) {
    for (const seq of seqs) {
      const message = sampleMessage(seq);
      this.all.push(message);
      this.room.hear(sampleFrame(this.room.state.seq ?? 0, [message]));
    }
  }

  /** The picture is where this word was said. */
  async show(seq: number) {
    this.date = Date.parse(sampleMessage(seq).at);
    this.reader.look();
    await this.settle();
  }

  async settle() {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  get shown() {
    return this.reader.state.rows.map(({ seq }) => seq);
  }
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

test("who comes sees the last words, and what is said as it is said", () => {
  const world = new World(80);
  world.say(81, 82);
  expect(world.shown).toEqual(range(31, 82));
  expect(world.asked).toEqual([]);
});

test("after ten thousand messages the document holds a bounded number, reading along or back", async () => {
  const world = new World(0);
  world.say(...range(1, 10_000));
  expect(world.shown).toEqual(range(10_001 - MOST_FOLLOWED, 10_000));
  for (let turn = 0; turn < 12; turn += 1) await world.reader.readEarlier();
  expect(world.shown).toHaveLength(MOST_READ);
  expect(world.shown.at(-1)).toBeLessThan(9_600);
});

test("who reads back keeps their place, and is told how much is new", () => {
  const world = new World(60);
  world.reader.hold();
  world.say(...range(61, 72));
  expect(world.shown.at(-1)).toBe(60);
  expect(world.reader.state.news).toBe(12);
  world.reader.catchUp();
  expect(world.shown.at(-1)).toBe(72);
  expect(world.reader.state).toMatchObject({ following: true, news: 0 });
});

test("reading back leads to the first word, and on again to the last without a gap", async () => {
  const world = new World(420);
  while (!world.reader.state.whole) await world.reader.readEarlier();
  expect(world.shown).toEqual(range(1, MOST_READ));
  while (!world.reader.state.following) await world.reader.readLater();
  expect(world.shown.at(-1)).toBe(420);
  expect(world.shown).toEqual(range(world.shown[0] ?? 0, 420));
});

test("what this page has said does not hide what was said before it", () => {
  const world = new World(10);
  world.reader.say(sampleMessage(12));
  expect(world.shown.at(-1)).toBe(12);
  world.room.hear(sampleFrame(10, [sampleMessage(11), sampleMessage(12)]));
  expect(world.shown.slice(-3)).toEqual([10, 11, 12]);
});

test("a message appears when the picture comes to it", async () => {
  const world = new World(60);
  await world.show(55);
  await world.show(58);
  expect(world.shown.at(-1)).toBe(58);
  world.say(61);
  expect(world.shown.at(-1)).toBe(58);
  await world.show(61);
  expect(world.shown.at(-1)).toBe(61);
});

test("a picture that trembles takes nothing away, one that goes back does", async () => {
  const world = new World(60);
  await world.show(60);
  await world.show(59);
  expect(world.shown.at(-1)).toBe(60);
  await world.show(40);
  expect(world.shown.at(-1)).toBe(41); // within what a picture may tremble
});

test("one's own words are there at once, wherever the picture is", async () => {
  const world = new World(60);
  await world.show(47);
  await world.show(50);
  world.reader.say(sampleMessage(61));
  expect(world.shown.at(-1)).toBe(50);
  expect(world.reader.state.own.map(({ seq }) => seq)).toEqual([61]);
  await world.show(61);
  expect(world.shown.at(-1)).toBe(61);
  expect(world.reader.state.own).toEqual([]);
});

test("in a replay the room runs along, from wherever it is begun", async () => {
  const world = new World(1_000);
  await world.show(300);
  expect(world.shown).toEqual(range(201, 300));
  for (const seq of range(301, 460)) await world.show(seq);
  expect(world.shown).toEqual(range(461 - MOST_FOLLOWED, 460));
  // Asked for by the page, and not one by one.
  expect(world.asked.length).toBeLessThan(5);
  await world.show(800);
  expect(world.shown.at(-1)).toBe(800);
  await world.show(120);
  expect(world.shown.at(-1)).toBe(120);
  for (const seq of range(120, 150)) await world.show(seq);
  expect(world.shown).toEqual(range(21, 150));
});

test("a replay that comes to the room's last words goes on with them", async () => {
  const world = new World(1_000);
  for (const seq of range(900, 1_000)) await world.show(seq);
  expect(world.shown).toEqual(range(1_001 - MOST_FOLLOWED, 1_000));
  world.say(1_001);
  await world.show(1_001);
  expect(world.shown.at(-1)).toBe(1_001);
});

test("before the first word there is nothing, and then it comes", async () => {
  const world = new World(200);
  await world.show(0);
  expect(world.shown).toEqual([]);
  expect(world.reader.state.whole).toBe(true);
  await world.show(3);
  expect(world.shown).toEqual([1, 2, 3]);
});

test("what is removed goes wherever it is shown, and does not come with an answer that was on its way", async () => {
  const world = new World(200);
  await world.show(100);
  let answer = (_: readonly ChatMessage[]) => {};
  world.load = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const earlier = world.reader.readEarlier();
  world.room.hear(sampleFrame(200, [], { seq: 202, removed: ["m60", "m1"] }));
  answer([sampleMessage(1), sampleMessage(2)]);
  await earlier;
  expect(world.shown).not.toContain(60);
  expect(world.shown.slice(0, 2)).not.toContain(1);
});

test("a page that cannot be had is asked for again, after a while", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(0);
  const world = new World(300);
  const { load } = world;
  world.load = () => Promise.reject(new Error("away"));
  await world.show(100);
  expect(world.reader.state).toMatchObject({ failed: true, loading: false });
  const before = world.asked.length;
  await world.show(100);
  expect(world.asked.length - before).toBeLessThanOrEqual(1);
  world.load = load;
  now.mockReturnValue(10_000);
  await world.show(101);
  await world.show(102);
  expect(world.shown.at(-1)).toBe(102);
  now.mockRestore();
});
