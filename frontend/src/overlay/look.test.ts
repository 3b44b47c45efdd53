import { describe, expect, it } from "vitest";
import { readAddress, readLook, writeLook } from "./look";

describe("how an overlay looks", () => {
  it("is said by its address", () => {
    const look = readLook(
      "?show=chat&theme=light&accent=%23FF5A36&size=150&position=left&lines=3&sound=0&seconds=9",
    );
    expect(look).toEqual({
      show: "chat",
      theme: "light",
      accent: "ff5a36",
      size: 150,
      position: "left",
      seconds: 9,
      sound: 0,
      lines: 3,
      lang: "en",
      demo: false,
    });
  });

  it("is the usual one where that is not understood, and within bounds", () => {
    const look = readLook(
      "show=x&theme=y&accent=url(evil)&size=1e9&position=moon&lines=&seconds=no&sound=-5",
    );
    expect(look).toEqual({ ...readLook(""), size: 300, sound: 0 });
    expect(look.show).toBe("alerts");
  });

  it("is written as it is read", () => {
    for (const query of ["show=alerts", "show=goal&theme=clear&accent=00ff00&size=80&position=top&demo=1"])
      expect(writeLook(readLook(query))).toBe(query);
  });
});

describe("an overlay's address", () => {
  it("is the last part of the page's", () => {
    expect(readAddress("/overlay/id.mac")).toBe("id.mac");
    expect(readAddress("/overlay/id.mac/")).toBe("id.mac");
  });
});
