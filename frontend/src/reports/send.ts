import { isReporting } from "./consent";

/** What a page says of its watching: see docs/audience.md. */
export interface Report {
  came_from?: string;
}

/** Nobody waits for it, and nobody is told where it fails. It goes out even as the page is left. */
export function send(id: string, report: Report): void {
  if (!isReporting()) return;
  const body = new Blob([JSON.stringify(report)], { type: "application/json" });
  navigator.sendBeacon?.(`/api/v1/livestreams/${encodeURIComponent(id)}/reports`, body);
}
