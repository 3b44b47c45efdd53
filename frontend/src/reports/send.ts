import { isReporting } from "./consent";
import type { Played } from "./tally";

/** What a page says of its watching: see docs/audience.md. */
export interface Report {
  came_from?: string;
  played?: Played[];
}

/** Nobody waits for it, and nobody is told where it fails. It goes out even as the page is left. */
export function send(id: string, report: Report): void {
  if (!isReporting()) return;
  const body = new Blob([JSON.stringify(report)], { type: "application/json" });
  navigator.sendBeacon?.(`/api/v1/livestreams/${encodeURIComponent(id)}/reports`, body);
}
