import { expect, test } from "vitest";
import { splitLinks } from "./links";

const links = (text: string) =>
  splitLinks(text)
    .filter(({ href }) => href !== undefined)
    .map(({ text }) => text);

test.each([
  ["Tickets at https://example.org/tour?a=1#x.", ["https://example.org/tour?a=1#x"]],
  ["(see http://example.org/a_(b))", ["http://example.org/a_(b)"]],
  ["https://a.example, https://b.example!", ["https://a.example", "https://b.example"]],
  ["HTTPS://EXAMPLE.ORG/x", ["HTTPS://EXAMPLE.ORG/x"]],
  ["javascript:alert(1) data:text/html,x ftp://example.org mailto:a@example.org", []],
  ["https://bank.example@evil.example/", []],
  ["https://user:word@evil.example/", []],
  ["http://", []],
  ["https://]", []],
  ["no link here", []],
])("%s", (text, found) => {
  expect(links(text)).toEqual(found);
});

test("nothing of the text is lost or changed", () => {
  const text = 'a <b> https://x.example/?q="y" (https://bank.example@evil.example) end.\nhttps://z.example';
  expect(
    splitLinks(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});
