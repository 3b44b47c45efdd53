/** Where to go after signing in: a path of these pages, never an address somebody else put into a link. */
export function readNext(search: URLSearchParams, otherwise: string): string {
  const next = search.get("next");
  return next !== null && /^\/(?![/\\])/.test(next) ? next : otherwise;
}
