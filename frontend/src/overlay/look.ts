import { type Language, readLanguage } from "./words";

/** How an overlay is to look, as its address says: `?show=alerts&theme=dark&accent=ff5a36&size=120`. Pure. */

export const SHOWS = ["alerts", "chat", "goal", "viewers", "applause", "marker"] as const;
export type Show = (typeof SHOWS)[number];
export const THEMES = ["dark", "light", "clear"] as const;
export const POSITIONS = [
  "top-left",
  "top",
  "top-right",
  "left",
  "center",
  "right",
  "bottom-left",
  "bottom",
  "bottom-right",
] as const;
export type Position = (typeof POSITIONS)[number];

export interface Look {
  show: Show;
  theme: (typeof THEMES)[number];
  /** Six hexadecimal digits; null: the theme's own. */
  accent: string | null;
  /** Per cent. */
  size: number;
  position: Position;
  /** Of an alert; null: by what it is. */
  seconds: number | null;
  /** How loud, 0 to 100. */
  sound: number;
  /** Messages of the chat. */
  lines: number;
  lang: Language;
  /** Shows made-up things, and hears nothing. */
  demo: boolean;
}

/** Where each kind is unless the address says otherwise. */
export const PLACES: Readonly<Record<Show, Position>> = {
  alerts: "top",
  chat: "bottom-left",
  goal: "bottom",
  viewers: "top-right",
  applause: "bottom-right",
  marker: "bottom-left",
};

/** What is not understood is as if it were not there: an overlay shows something rather than an error. */
export function readLook(query: string): Look {
  const params = new URLSearchParams(query);
  const show = choose(params.get("show"), SHOWS, "alerts");
  const accent = params.get("accent")?.replace(/^#/, "") ?? "";
  return {
    show,
    theme: choose(params.get("theme"), THEMES, "dark"),
    accent: /^[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : null,
    size: within(params.get("size"), 50, 300) ?? 100,
    position: choose(params.get("position"), POSITIONS, PLACES[show]),
    seconds: within(params.get("seconds"), 3, 60),
    sound: within(params.get("sound"), 0, 100) ?? 60,
    lines: within(params.get("lines"), 1, 30) ?? 8,
    lang: readLanguage(query),
    demo: params.get("demo") === "1",
  };
}

/** The query that says so, without what goes without saying. */
export function writeLook(look: Look): string {
  const usual = readLook(`show=${look.show}`);
  const params = new URLSearchParams({ show: look.show });
  for (const name of ["theme", "accent", "size", "position", "seconds", "sound", "lines", "lang"] as const)
    if (look[name] !== usual[name] && look[name] !== null) params.set(name, String(look[name]));
  if (look.demo) params.set("demo", "1");
  return params.toString();
}

/** The overlay's secret address, which is the last part of the page's. */
export function readAddress(path: string): string {
  return decodeURIComponent(path.replace(/\/+$/, "").split("/").at(-1) ?? "");
}

function choose<T extends string>(value: string | null, known: readonly T[], usual: T): T {
  return known.find((each) => each === value) ?? usual;
}

function within(value: string | null, least: number, most: number): number | null {
  const number = value === null || value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? Math.min(most, Math.max(least, Math.round(number))) : null;
}
