import { expect, test } from "vitest";
import { calendarFile, googleAddress, outlookAddress } from "./calendar";

const ENTRY = {
  title: "Late night & piano",
  words: "Live: Ada",
  url: "https://live.example/livestreams/one",
  starts: "2026-12-04T20:00:00.250+01:00",
};

test("Google is told in UTC, and what is in the title ends no field", () => {
  const query = new URL(googleAddress(ENTRY)).searchParams;
  expect(query.get("dates")).toBe("20261204T190000Z/20261204T210000Z");
  expect(query.get("text")).toBe("Late night & piano");
  expect(query.get("location")).toBe(ENTRY.url);
});

test("so is Outlook", () => {
  const query = new URL(outlookAddress(ENTRY)).searchParams;
  expect(query.get("startdt")).toBe("2026-12-04T19:00:00.250Z");
  expect(query.get("enddt")).toBe("2026-12-04T21:00:00.250Z");
  expect(query.get("subject")).toBe("Late night & piano");
});

test("all others read a file", () => {
  expect(calendarFile("one", "de")).toBe("/livestreams/one/calendar.ics?lang=de");
});
