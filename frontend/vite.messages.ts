import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const NAMED = /^virtual:messages\/([a-z]+)\/([a-z]+)$/;

/** What of the part `site` the page of a show does not say at once, in parts of its own. */
const APART: Readonly<Record<string, readonly string[]>> = {
  front: [
    "landing",
    "artists",
    "embed",
    "browse",
    "enter",
    "account",
    "wallet",
    "clipPage",
    "session",
    "gate",
    "ringing",
    "after",
  ],
  sheets: ["sheets", "cutting", "giving"],
  refusals: ["problems", "fields"],
  quality: ["quality", "stats"],
  listen: ["listen"],
  reports: ["reports"],
};
/** Cannot be fetched when it has to be said. */
const OFFLINE: readonly (readonly [string, string])[] = [
  ["problems", "unreachable"],
  ["session", "silent"],
];

type Spaces = Record<string, Record<string, unknown>>;

/** A language is one file, for whoever translates it; a page fetches the part of it that it shows. */
export function splitMessages(): Plugin {
  return {
    name: "split-messages",
    resolveId: (id) => (NAMED.test(id) ? `\0${id}` : null),
    load(id) {
      const [, locale, part] = NAMED.exec(id.slice(1)) ?? [];
      if (locale === undefined || part === undefined) return null;
      const file = join(import.meta.dirname, "src", "locales", `${locale}.json`);
      this.addWatchFile(file);
      const parts: Record<string, Spaces> = JSON.parse(readFileSync(file, "utf8"));
      return `export default ${JSON.stringify(part === "studio" ? parts.studio : choose(parts.site ?? {}, part))}`;
    },
  };
}

function choose(site: Spaces, part: string): Spaces {
  const apart = Object.values(APART).flat();
  const chosen = Object.entries(site).filter(
    ([space]) => APART[part]?.includes(space) ?? !apart.includes(space),
  );
  if (part === "site")
    for (const [space, name] of OFFLINE) chosen.push([space, { [name]: site[space]?.[name] }]);
  return Object.fromEntries(chosen);
}
