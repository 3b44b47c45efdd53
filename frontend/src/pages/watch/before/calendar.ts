/** A show as calendars on the web take it; for all others there is a file. Pure. */

export interface Entry {
  title: string;
  /** Whose show it is, and where, in a sentence. */
  words: string;
  /** The show's page. */
  url: string;
  /** When it begins; RFC 3339. */
  starts: string;
}

/** Nobody says how long a show will be; an evening's worth is kept free for it. */
const LENGTH_MS = 2 * 3_600_000;

export function googleAddress({ title, words, url, starts }: Entry): string {
  const [from, to] = span(starts).map((at) => at.replace(/[-:]|\.\d+/g, ""));
  const query = { action: "TEMPLATE", text: title, dates: `${from}/${to}`, details: words, location: url };
  return `https://calendar.google.com/calendar/render?${new URLSearchParams(query)}`;
}

export function outlookAddress({ title, words, url, starts }: Entry): string {
  const [startdt = "", enddt = ""] = span(starts);
  const form = { path: "/calendar/action/compose", rru: "addevent" };
  const query = { ...form, subject: title, startdt, enddt, body: words, location: url };
  return `https://outlook.live.com/calendar/0/action/compose?${new URLSearchParams(query)}`;
}

/** What every other calendar reads, in this language. */
export const calendarFile = (id: string, language: string) =>
  `/livestreams/${encodeURIComponent(id)}/calendar.ics?lang=${language}`;

function span(starts: string): [string, string] {
  const begin = Date.parse(starts);
  return [new Date(begin).toISOString(), new Date(begin + LENGTH_MS).toISOString()];
}
