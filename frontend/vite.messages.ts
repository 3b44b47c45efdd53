import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const NAMED = /^virtual:messages\/([a-z]+)\/([a-z]+)$/;

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
      return `export default ${JSON.stringify(JSON.parse(readFileSync(file, "utf8"))[part] ?? {})}`;
    },
  };
}
