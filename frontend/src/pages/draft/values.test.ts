import { expect, test } from "vitest";
import { sampleLivestream } from "../../channel/sample";
import { dropDraft, keepDraft, readKept } from "./keep";
import { changeOf, draftOf, emptyDraft, planNext, splitTags, toDraft } from "./values";

class Shelf implements Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  readonly held = new Map<string, string>();
  getItem = (key: string) => this.held.get(key) ?? null;
  setItem = (key: string, value: string) => void this.held.set(key, value);
  removeItem = (key: string) => void this.held.delete(key);
}

const START = { ...emptyDraft(true), zone: "Europe/Berlin" };

test("what was typed is there again, until it was sent", () => {
  const shelf = new Shelf();
  const typed = { ...START, title: "Late set", wall: "2026-12-04T20:00", record: false };
  keepDraft(shelf, "create", START, typed);
  expect(readKept(shelf, "create", START)).toEqual(typed);
  expect(readKept(shelf, "another", START)).toBeNull();
  dropDraft(shelf, "create");
  expect(readKept(shelf, "create", START)).toBeNull();
});

test("a form as it was at the start keeps nothing, also after something was typed and taken back", () => {
  const shelf = new Shelf();
  keepDraft(shelf, "create", START, { ...START, title: "L" });
  keepDraft(shelf, "create", START, START);
  expect(shelf.held.size).toBe(0);
});

test("what another version of the pages kept is read as far as it fits", () => {
  const shelf = new Shelf();
  shelf.setItem("draft:create", JSON.stringify({ title: "Old", record: "yes", gone: 1 }));
  expect(readKept(shelf, "create", START)).toEqual({ ...START, title: "Old" });
  shelf.setItem("draft:create", "{");
  expect(readKept(shelf, "create", START)).toBeNull();
});

test("a browser that keeps nothing breaks nothing", () => {
  const full = new Shelf();
  full.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  expect(() => keepDraft(full, "create", START, { ...START, title: "x" })).not.toThrow();
  expect(() => keepDraft(null, "create", START, { ...START, title: "x" })).not.toThrow();
});

test("a show is read in its own zone and sent as the same moment", () => {
  const show = sampleLivestream({
    scheduled_start_at: "2026-12-04T19:00:00Z",
    time_zone: "America/New_York",
    tags: ["late", "piano"],
    token_gate_amount: 20,
  });
  const values = draftOf(show, true, null);
  expect(values).toMatchObject({ wall: "2026-12-04T14:00", tags: "late, piano", gate: "20", chat: "open" });
  expect(toDraft(values)).toMatchObject({
    scheduled_start_at: "2026-12-04T19:00:00.000Z",
    time_zone: "America/New_York",
    tags: ["late", "piano"],
    token_gate_amount: 20,
  });
});

test("of a time that is there twice the one that was meant stays", () => {
  for (const at of ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]) {
    const show = sampleLivestream({ scheduled_start_at: at, time_zone: "Europe/Berlin" });
    const values = draftOf(show, true, null);
    expect(values.wall).toBe("2026-10-25T02:30");
    expect(toDraft(values).scheduled_start_at).toBe(at);
  }
});

test("a time that does not exist is not sent, and its field says so", () => {
  const values = { ...START, wall: "2026-03-29T02:30" };
  expect(() => toDraft(values)).toThrow(
    expect.objectContaining({ fields: { scheduled_start_at: expect.stringMatching(/clocks/) } }),
  );
});

test("the next one like this has all but the date, which is a week later", () => {
  const values = { ...START, title: "Kitchen session", wall: "2026-12-04T20:00", later: true };
  const now = Date.parse("2026-12-04T22:00:00Z");
  expect(planNext(values, now)).toEqual({ ...values, wall: "2026-12-11T20:00", later: false });
  expect(planNext(START, now).wall).toBe("");
});

test("a room is told what is to be another, and nothing else", () => {
  expect(changeOf(START)).toBeNull();
  expect(changeOf({ ...START, chat: "holders", slow: "30" })).toEqual({
    enabled: true,
    holders_only: true,
    slow_seconds: 30,
  });
  expect(changeOf(START, { enabled: false, holders_only: false, slow_seconds: 0 })).toMatchObject({
    enabled: true,
  });
});

test("tags are what stands between commas, each once", () => {
  expect(splitTags(" #late, Piano ,, piano;\nnew music ")).toEqual(["late", "piano", "new music"]);
});
