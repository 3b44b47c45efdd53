/** Stands for the pages' own address, which does not matter here. */
const HERE = "http://here.invalid";

/**
 * Where to go after signing in: a path of these pages, never an address somebody else put into a link.
 *
 * Read as a browser reads it, which passes over tabs and line ends and takes a backslash for a slash.
 */
export function readNext(search: URLSearchParams, otherwise: string): string {
  const next = search.get("next");
  if (next === null || !next.startsWith("/") || !URL.canParse(next, HERE)) return otherwise;
  const { origin, pathname, search: query, hash } = new URL(next, HERE);
  // A path may itself begin with two slashes (`/./` + `/elsewhere`), which would be a host the next time it is read.
  if (origin !== HERE || pathname.startsWith("//")) return otherwise;
  return pathname + query + hash;
}

/**
 * What stands behind `/sign-in` or `/register` for somebody who changes from one to the other: where they were on the way to,
 * without why they were turned back, and with its question mark, or nothing.
 */
export function keepNext(search: URLSearchParams): string {
  const kept = new URLSearchParams(search);
  kept.delete("refused");
  return kept.size === 0 ? "" : `?${kept}`;
}

/** A show, an artist, a clip: what somebody came for and goes on with once they are signed in. */
const CAME_FOR = /^\/(livestreams|artists|clips)\/./;

/** What stands behind `/sign-in` and `/register` at the head of the page of `path`. */
export function wayBack(path: string, search: URLSearchParams): string {
  if (path === "/sign-in" || path === "/register") return keepNext(search);
  return CAME_FOR.test(path) ? `?next=${encodeURIComponent(path)}` : "";
}
