import type { Armed } from "./desk";

/** What a key asks for. Minutes are those of a time-out. */
export type Command =
  | { do: "move"; by: 1 | -1 }
  | { do: "arm"; what: Armed }
  | { do: "remove" }
  | { do: "ban" }
  | { do: "time-out"; minutes: number }
  | { do: "pin" | "answered" | "dismiss" | "shield" | "help" | "leave" | "newest" };

/** The time-outs there are, by the key that chooses one. */
export const TIME_OUTS = [
  { key: "1", minutes: 1 },
  { key: "2", minutes: 10 },
  { key: "3", minutes: 60 },
] as const;

const SIMPLE: Readonly<Record<string, Command>> = {
  j: { do: "move", by: 1 },
  k: { do: "move", by: -1 },
  p: { do: "pin" },
  q: { do: "answered" },
  r: { do: "dismiss" },
  s: { do: "shield" },
  "?": { do: "help" },
  Escape: { do: "leave" },
  End: { do: "newest" },
};

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat">;

/**
 * What is asked for by a key, pressed where nobody types; null: nothing. What cannot be taken back takes the same key
 * twice, or for a time-out its length: a key that is held down, or pressed by mistake, does nothing.
 */
export function readKey(press: Press, armed: Armed | null): Command | null {
  const { key, ctrlKey, metaKey, altKey, repeat } = press;
  if (ctrlKey || metaKey || altKey) return null;
  if (repeat && key !== "j" && key !== "k") return null;
  if (key === "d") return armed === "remove" ? { do: "remove" } : { do: "arm", what: "remove" };
  if (key === "b") return armed === "ban" ? { do: "ban" } : { do: "arm", what: "ban" };
  if (key === "t") return { do: "arm", what: "time-out" };
  const length = TIME_OUTS.find((one) => one.key === key);
  if (length !== undefined) return armed === "time-out" ? { do: "time-out", minutes: length.minutes } : null;
  return Object.hasOwn(SIMPLE, key) ? (SIMPLE[key] ?? null) : null;
}
