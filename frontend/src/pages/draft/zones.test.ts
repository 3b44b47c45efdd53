import { expect, test } from "vitest";
import { addDays, findMoment, listZones, nameZone, nextWeek, writeWall } from "./zones";

const at = (text: string) => Date.parse(text);

test.each([
  ["2026-12-04T20:00", "Europe/Berlin", "2026-12-04T19:00:00Z"],
  ["2026-07-04T20:00", "Europe/Berlin", "2026-07-04T18:00:00Z"],
  ["2026-12-04T20:00", "America/New_York", "2026-12-05T01:00:00Z"],
  ["2026-12-04T20:00", "Asia/Kolkata", "2026-12-04T14:30:00Z"],
  ["2026-12-31T23:30", "Pacific/Kiritimati", "2026-12-31T09:30:00Z"],
  ["2026-12-04T00:00", "UTC", "2026-12-04T00:00:00Z"],
])("%s in %s is %s, and back", (wall, zone, moment) => {
  expect(findMoment(wall, zone)).toEqual({ kind: "one", at: at(moment) });
  expect(writeWall(at(moment), zone)).toBe(wall);
});

test.each(["9999-12-31T23:30", "20261-12-04T20:00", "275760-09-13T00:00"])("%s is no time", (wall) => {
  expect(findMoment(wall, "Europe/Berlin")).toBeNull();
  expect(nextWeek(wall, "Europe/Berlin", 0)).toBe(wall);
});

test("a time that clocks are put forward over does not exist, and they show an hour more", () => {
  expect(findMoment("2026-03-29T02:30", "Europe/Berlin")).toEqual({
    kind: "none",
    instead: "2026-03-29T03:30",
  });
  expect(findMoment("2026-03-08T02:00", "America/New_York")).toEqual({
    kind: "none",
    instead: "2026-03-08T03:00",
  });
  // Half an hour, where that is all.
  expect(findMoment("2026-10-04T02:15", "Australia/Lord_Howe")).toEqual({
    kind: "none",
    instead: "2026-10-04T02:45",
  });
  expect(findMoment("2026-03-29T03:00", "Europe/Berlin")?.kind).toBe("one");
});

test("a time that clocks are put back over is there twice, an hour apart", () => {
  expect(findMoment("2026-10-25T02:30", "Europe/Berlin")).toEqual({
    kind: "twice",
    first: at("2026-10-25T00:30:00Z"),
    second: at("2026-10-25T01:30:00Z"),
  });
  expect(findMoment("2026-10-25T03:00", "Europe/Berlin")?.kind).toBe("one");
  expect(findMoment("2026-10-25T01:59", "Europe/Berlin")?.kind).toBe("one");
});

test("what is no time is none", () => {
  for (const text of ["", "soon", "2026-10-25"]) expect(findMoment(text, "Europe/Berlin")).toBeNull();
});

test("the next one like this is at the same time of day, also over the end of summer time", () => {
  expect(addDays("2026-10-20T20:00", 7)).toBe("2026-10-27T20:00");
  const now = at("2026-10-20T19:00:00Z");
  expect(nextWeek("2026-10-20T20:00", "Europe/Berlin", now)).toBe("2026-10-27T20:00");
  // Of a show of long ago it is one that is still to come.
  expect(nextWeek("2026-08-04T20:00", "Europe/Berlin", now)).toBe("2026-10-27T20:00");
  expect(nextWeek("2026-11-03T20:00", "Europe/Berlin", now)).toBe("2026-11-10T20:00");
});

test("zones stand by region, with the one that a show has", () => {
  const zones = new Map(listZones("Europe/Elsewhere"));
  expect(zones.get("Europe")).toContain("Europe/Elsewhere");
  expect([...zones.keys()].at(-1)).toBe("");
  expect(nameZone("America/Argentina/Buenos_Aires")).toBe("Argentina, Buenos Aires");
});
