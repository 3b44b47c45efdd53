import { expect, it } from "vitest";
import { Choice } from "./choice";

const RENDITIONS = [
  { name: "source", lines: 720, rate: 4_000_000 },
  { name: "480p", lines: 480, rate: 1_200_000 },
  { name: "240p", lines: 240, rate: 350_000 },
];
const PART_S = 0.2;

function choice(wish = "auto"): Choice {
  const made = new Choice(wish);
  made.offer(RENDITIONS);
  return made;
}

/** Parts of what is chosen come over a network that carries so much, until `end`; the names that were chosen. */
function watch(made: Choice, carries: number, now: number, end: number): string[] {
  const names: string[] = [];
  for (; now < end; now += PART_S) {
    const name = made.choose(now);
    if (names.at(-1) !== name) names.push(name);
    const bytes = ((RENDITIONS.find((one) => one.name === name)?.rate ?? 0) * PART_S) / 8;
    made.come({ name, bytes, taken: (bytes * 8) / carries, lasts: PART_S }, now);
  }
  return names;
}

it("stays with the source where the network carries it", () => {
  expect(watch(choice(), 8_000_000, 0, 600)).toEqual(["source"]);
});

it("goes down at once when a part takes longer than it lasts, as far as it must", () => {
  const made = choice();
  made.come({ name: "source", bytes: 100_000, taken: 0.1, lasts: PART_S }, 0);
  made.come({ name: "source", bytes: 100_000, taken: 0.4, lasts: PART_S }, 0.4);
  expect(made.choose(0.4)).toBe("480p");
  const slower = choice();
  slower.come({ name: "source", bytes: 100_000, taken: 1.34, lasts: PART_S }, 1.3);
  expect(slower.choose(1.3)).toBe("240p");
});

it("goes down before a part has come that is going to be much too late", () => {
  const coming = { name: "source", lasts: PART_S, bytes: 11_250, taken: 0.15, since: 0.2, left: 60_000 };
  const made = choice();
  made.watch({ ...coming, taken: 0.1 }, 0.2);
  expect(made.choose(0.2)).toBe("source");
  made.watch({ ...coming, left: 4_000 }, 0.2);
  made.watch({ ...coming, bytes: 0 }, 0.2);
  expect(made.choose(0.2)).toBe("source");
  made.watch(coming, 0.2);
  expect(made.choose(0.2)).toBe("240p");
  expect(made.rate).toBeCloseTo(600_000);
});

it("goes down once for one part, whatever else comes of what was on its way", () => {
  const made = choice();
  const late = { name: "source", bytes: 100_000, lasts: PART_S };
  made.watch({ ...late, bytes: 30_000, taken: 0.15, since: 0.2, left: 200_000 }, 0.2);
  expect(made.choose(0.2)).toBe("480p");
  made.come({ ...late, taken: 0.5 }, 0.5);
  expect(made.choose(0.5)).toBe("480p");
});

it("comes back one by one once the network carries more", () => {
  const made = choice();
  expect(watch(made, 600_000, 0, 60)).toEqual(["source", "240p"]);
  expect(watch(made, 8_000_000, 60, 120)).toEqual(["240p", "480p", "source"]);
});

it("waits longer after each try that failed", () => {
  const made = choice();
  const tries: number[] = [];
  let before = "source";
  for (let now = 0; now < 900; now += PART_S) {
    const name = made.choose(now);
    if (before === "480p" && name === "source") tries.push(now);
    before = name;
    // Small parts come fast out of what lies between; large ones do not.
    const taken = name === "source" ? 0.3 : 0.02;
    made.come({ name, bytes: name === "source" ? 100_000 : 30_000, taken, lasts: PART_S }, now);
  }
  const waits = tries.slice(1).map((at, index) => Math.round(at - (tries[index] ?? 0)));
  expect(tries.length).toBeGreaterThan(3);
  expect(tries.length).toBeLessThan(10);
  for (const [index, wait] of waits.slice(1).entries())
    expect(wait).toBeGreaterThanOrEqual(waits[index] ?? 0);
});

it("takes no stall that the network is not to blame for, and no few dropped frames, for a reason", () => {
  const made = choice();
  watch(made, 20_000_000, 0, 5);
  made.stall(5);
  made.show(20, 100, 5);
  expect(made.choose(5)).toBe("source");
});

it("goes down where the element drops most of what it should show", () => {
  const made = choice();
  made.show(60, 100, 5);
  expect(made.choose(5)).not.toBe("source");
});

it("gives what was asked for by name, and the least to who spares data", () => {
  const made = choice();
  made.want("480p", 0);
  expect(watch(made, 300_000, 0, 30)).toEqual(["480p"]);
  made.want("saver", 30);
  expect(made.choose(30)).toBe("240p");
  made.want("source", 31);
  expect(made.choose(31)).toBe("source");
  made.want("1080p", 32);
  expect(made.choose(32)).toBe("source");
});

it("has the next better one stand in for what is missing, and asks again later", () => {
  const made = choice("saver");
  made.miss("240p", 0, 20);
  expect(made.choose(1)).toBe("480p");
  made.miss("480p", 1, 20);
  expect(made.choose(2)).toBe("source");
  expect(made.choose(20.5)).toBe("240p");
});

it("keeps what it had when others come or go", () => {
  const made = choice();
  made.come({ name: "source", bytes: 100_000, taken: 0.4, lasts: PART_S }, 0);
  made.offer(RENDITIONS.filter(({ name }) => name !== "240p"));
  expect(made.choose(1)).toBe("480p");
  made.offer(RENDITIONS.slice(0, 1));
  expect(made.choose(1)).toBe("source");
});
