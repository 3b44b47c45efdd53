import type { Audience } from "../../api/types";

export interface Origin {
  /** A site; null: what `kind` says. */
  host: string | null;
  kind: "host" | "direct" | "others";
  screens: number;
  /** Of the most, from 0 to 1. */
  share: number;
}

/** Where screens came from, the most first; all other sites together stand last. Pure. */
export function listOrigins({ direct, hosts, others }: Audience["came_from"]): Origin[] {
  const rows: Omit<Origin, "share">[] = hosts.map(({ host, screens }) => ({ host, kind: "host", screens }));
  if (direct > 0) rows.push({ host: null, kind: "direct", screens: direct });
  rows.sort((one, other) => other.screens - one.screens);
  if (others > 0) rows.push({ host: null, kind: "others", screens: others });
  const most = rows.reduce((most, { screens }) => Math.max(most, screens), 1);
  return rows.map((row) => ({ ...row, share: row.screens / most }));
}
