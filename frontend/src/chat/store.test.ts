import { expect, test } from "vitest";
import type { ChatFrame } from "./messages";
import { SAMPLE_SHAPE, sampleFrame, sampleMessage } from "./sample";
import { applyChat, MOST_KEPT, Room, type RoomNews, type RoomState, UNKNOWN_ROOM } from "./store";

const begin = sampleFrame(0, [sampleMessage(1), sampleMessage(2)], { reset: true, room: SAMPLE_SHAPE });
const after = (...frames: ChatFrame[]): RoomState => {
  const room = frames.reduce<RoomState | null>((room, frame) => room && applyChat(room, frame), UNKNOWN_ROOM);
  if (room === null) throw new Error("a frame is missing");
  return room;
};
const ids = (room: RoomState) => room.rows.map(({ id }) => id);

test("a room begins with its last messages and goes on from there", () => {
  const room = after(begin, sampleFrame(2, [sampleMessage(3)]), sampleFrame(3, [sampleMessage(5)]));
  expect(ids(room)).toEqual(["m1", "m2", "m3", "m5"]);
  expect(room).toMatchObject({ seq: 5, shape: SAMPLE_SHAPE });
});

test("a frame that was heard before is not heard twice, but for what it removes", () => {
  const again = sampleFrame(0, [sampleMessage(2, { text: "old" })], { removed: ["m1"] });
  const room = after(begin, again);
  expect(ids(room)).toEqual(["m2"]);
  expect(room.rows[0]?.text).toBe("Word 2");
});

test("whoever listens is told whether a room begins, and of nothing twice", () => {
  const room = new Room();
  const heard: RoomNews[] = [];
  room.subscribe((news) => heard.push(news));
  room.hear(begin);
  room.hear(sampleFrame(2, [sampleMessage(3)]));
  room.hear(sampleFrame(0, [sampleMessage(2)], { removed: ["m1"] }));
  expect(heard.map(({ messages, removed, reset }) => [messages.map(({ id }) => id), removed, reset])).toEqual(
    [
      [["m1", "m2"], [], true],
      [["m3"], [], false],
      [[], ["m1"], false],
    ],
  );
});

test("what is missing before a frame is noticed", () => {
  expect(applyChat(after(begin), sampleFrame(7, [sampleMessage(8)]))).toBeNull();
  expect(applyChat(UNKNOWN_ROOM, sampleFrame(7, [sampleMessage(8)]))).toBeNull();
});

test("a message that is told again takes the place of the first", () => {
  const answered = sampleMessage(1, { question: "answered" });
  const room = after(begin, { ...sampleFrame(2, [answered]), seq: 3 });
  expect(ids(room)).toEqual(["m1", "m2"]);
  expect(room.rows[0]?.question).toBe("answered");
});

test("what was removed is gone, and does not come back with a late answer", () => {
  const room = after(begin, sampleFrame(2, [], { seq: 3, removed: ["m2"] }));
  const late = applyChat(room, sampleFrame(3, [sampleMessage(2), sampleMessage(4)]));
  expect(late && ids(late)).toEqual(["m1", "m4"]);
});

test("anew means all that was before is forgotten, but what this page has said since", () => {
  const room = new Room();
  room.hear(begin);
  room.add(sampleMessage(30));
  room.hear(sampleFrame(0, [sampleMessage(20)], { reset: true }));
  expect(ids(room.state)).toEqual(["m20", "m30"]);
});

test("one's own message is there before its frame, and once after it", () => {
  const room = new Room();
  room.hear(begin);
  room.add(sampleMessage(4));
  room.hear(sampleFrame(2, [sampleMessage(3), sampleMessage(4)]));
  expect(ids(room.state)).toEqual(["m1", "m2", "m3", "m4"]);
});

test("of ten thousand messages a bounded number is kept", () => {
  let room = after(begin);
  for (let seq = 3; seq < 10_000; seq += 1)
    room = applyChat(room, sampleFrame(seq - 1, [sampleMessage(seq)])) ?? room;
  expect(room.rows.length).toBeLessThanOrEqual(MOST_KEPT + 100);
  expect(room.rows.at(-1)?.seq).toBe(9_999);
});

test("a change of what is not kept any more is not taken for news", () => {
  const room = after(sampleFrame(40, [sampleMessage(41)], { reset: true }));
  const next = applyChat(room, { ...sampleFrame(41, [sampleMessage(3)]), seq: 42 });
  expect(next && ids(next)).toEqual(["m41"]);
});

test("the next socket is asked to go on; after something was missed, to begin anew", () => {
  const room = new Room();
  expect(room.resume()).toEqual({});
  room.hear(begin);
  expect(room.resume()).toEqual({ chat_seq: "2" });
  expect(room.hear(sampleFrame(7, [sampleMessage(8)]))).toBe(false);
  expect(room.resume()).toEqual({});
  expect(ids(room.state)).toEqual(["m1", "m2"]);
});

test("a room whose first word is known says so, until it is dropped", () => {
  expect(after(begin).whole).toBe(true);
  expect(after(sampleFrame(40, [sampleMessage(41)], { reset: true })).whole).toBe(false);
  const many = Array.from({ length: 2 * MOST_KEPT }, (_, place) => sampleMessage(place + 3));
  expect(after(begin, sampleFrame(2, many)).whole).toBe(false);
});

test("what is pinned is gone with its message, before the room says so", () => {
  const pinned = sampleFrame(2, [], { seq: 3, room: { ...SAMPLE_SHAPE, pinned: sampleMessage(1) } });
  expect(after(begin, pinned).shape?.pinned?.id).toBe("m1");
  const removed = ["m1"];
  expect(after(begin, pinned, sampleFrame(3, [], { removed })).shape?.pinned).toBeNull();
  expect(after(begin, pinned, sampleFrame(3, [], { seq: 4, removed })).shape?.pinned).toBeNull();
  const room = new Room();
  for (const frame of [begin, pinned]) room.hear(frame);
  room.remove("m1");
  expect(room.state.shape?.pinned).toBeNull();
});
