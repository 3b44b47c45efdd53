import { expect, test } from "vitest";
import { writeLinks } from "./Links";

test("what an artist writes of a link is made whole, and empty rows are left out", () => {
  expect(
    writeLinks([
      { label: " Shop ", url: " https://shop.example.org/a " },
      { label: "", url: "www.example.org/band" },
      { label: "Nowhere", url: "" },
      { label: "Bad", url: "https://" },
    ]),
  ).toEqual([
    { label: "Shop", url: "https://shop.example.org/a" },
    { label: "example.org", url: "https://www.example.org/band" },
    { label: "Bad", url: "https://" },
  ]);
});
