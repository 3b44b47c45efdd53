import { sourceOf } from "./renditions/address";

/** The origin's one answer with all that a player begins with: the playlist, the init section, the newest parts. */
const NAME = "join.bin";
/** The origin holds a request until its stream has begun. */
const FIRST_MS = 16_000;
/** Of silence; then each file is asked for by itself. */
const STALLED_MS = 4_000;
/** What nobody has asked for by then is not wanted. */
const KEPT_MS = 10_000;
/** Of the lines that name the files. */
const MOST_HEAD = 65_536;

interface File {
  data: Uint8Array<ArrayBuffer>;
  give: (data: ArrayBuffer | null) => void;
}

/** Where it is, for the stream with this playlist. */
export const joiningAddress = (playlist: string): string => new URL(NAME, playlist).href;

/**
 * What one stream's player begins with, fetched in one request. Its form: `platform/ingest/origin/stream/joining.py`.
 * Each file is there as soon as its last byte has come, and is given once: what is asked for again may be another by now.
 */
export class Joining {
  readonly #folder: string;
  readonly #files = new Map<string, Promise<ArrayBuffer | null>>();
  readonly #listed: Promise<void>;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #get: typeof fetch;
  #coming = true;
  #following = true;
  /** The newest part there was, and what the player asked for. */
  #last = "";
  readonly #asked = new Set<string>();

  constructor(playlist: string, get: typeof fetch = (...asked) => fetch(...asked)) {
    this.#get = get;
    this.#folder = new URL(".", playlist).href;
    this.#listed = new Promise((resolve) => {
      void this.#read(joiningAddress(playlist), get, resolve).finally(resolve);
    });
  }

  /** Whether this file may be among them, as far as is known. */
  has(url: string): boolean {
    return (this.#coming || this.#following || this.#files.size > 0) && url.startsWith(this.#folder);
  }

  /** A file's bytes; null: it is not among them, or did not come. Whoever gets null asks the origin. */
  async take(url: string): Promise<ArrayBuffer | null> {
    await this.#listed;
    const name = url.slice(this.#folder.length);
    const file = this.#files.get(name) ?? null;
    this.#files.delete(name);
    if (this.#following) this.#asked.add(name);
    return file;
  }

  /**
   * What was made while the first answer and the code that plays it were on their way: fetched side by side, for the
   * player asks for one part after another, and each takes a round trip.
   *
   * @param parts as a newer playlist lists them
   */
  follow(parts: readonly { url: string }[]): void {
    if (!this.#following || this.#last === "") return;
    const names = parts.map(({ url }) => url.slice(this.#folder.length));
    const known = names.indexOf(this.#last);
    if (known < 0) return;
    for (const name of names.slice(known + 1)) {
      this.#last = name;
      if (!this.#asked.has(name)) this.#files.set(name, this.#fetch(this.#folder + name));
    }
  }

  /** The player is where it wants to be, and goes on by itself. */
  settle(): void {
    this.#following = false;
    this.#asked.clear();
  }

  async #fetch(url: string): Promise<ArrayBuffer | null> {
    try {
      const response = await this.#get(url, { signal: this.#controller.signal });
      return response.ok ? await response.arrayBuffer() : null;
    } catch {
      return null; // the player asks itself, and says what is wrong
    }
  }

  /** Nothing of it is wanted any more. */
  close(): void {
    this.#coming = false;
    this.settle();
    this.#files.clear();
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  async #read(url: string, get: typeof fetch, listed: () => void): Promise<void> {
    const coming: File[] = [];
    try {
      this.#wait(FIRST_MS);
      const response = await get(url, { signal: this.#controller.signal });
      const reader = response.ok ? response.body?.getReader() : undefined;
      if (reader === undefined) return;
      let head: Uint8Array<ArrayBuffer> | null = new Uint8Array();
      let at = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        this.#wait(STALLED_MS);
        let bytes: Uint8Array = value;
        if (head !== null) {
          const joined: Uint8Array<ArrayBuffer> = concatenate(head, bytes);
          const end = findEnd(joined);
          if (end < 0 && joined.length > MOST_HEAD) return;
          head = end < 0 ? joined : null;
          if (end < 0) continue;
          for (const [name, size] of readHead(joined.subarray(0, end))) coming.push(this.#expect(name, size));
          listed();
          bytes = joined.subarray(end);
        }
        for (let file = coming[0]; file !== undefined; file = coming[0]) {
          const piece = bytes.subarray(0, file.data.length - at);
          file.data.set(piece, at);
          at += piece.length;
          bytes = bytes.subarray(piece.length);
          if (at < file.data.length) break;
          file.give(file.data.buffer);
          coming.shift();
          at = 0;
        }
      }
    } catch {
      // The player asks for what it needs, and says what is wrong with it.
    } finally {
      for (const { give } of coming) give(null);
      clearTimeout(this.#timer);
      this.#coming = false;
      if (this.#files.size > 0) this.#timer = setTimeout(() => this.close(), KEPT_MS);
    }
  }

  #expect(name: string, size: number): File {
    let give = (_data: ArrayBuffer | null) => {};
    const file = new Promise<ArrayBuffer | null>((resolve) => {
      give = resolve;
    });
    this.#files.set(name, file);
    this.#last = name;
    return { data: new Uint8Array(size), give };
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), ms);
  }
}

/** Asked for while the code that plays is on its way. */
let ahead: { playlist: string; joining: Joining } | null = null;

/** @param playlist the stream's; what is fetched is its source */
export function joinAhead(playlist: string): void {
  ahead = { playlist, joining: new Joining(sourceOf(playlist)) };
}

/** The one asked for ahead, if it is for this stream, once; else one that is asked for now. */
export function join(playlist: string): Joining {
  const found = ahead?.playlist === playlist ? ahead.joining : null;
  ahead = null;
  return found ?? new Joining(sourceOf(playlist));
}

/** The files' names and sizes; none where this is something else, such as a page. */
function readHead(head: Uint8Array): [string, number][] {
  const lines = new TextDecoder().decode(head).trimEnd().split("\n");
  const files = lines.map((line) => /^([\w.-]+) (\d{1,9})$/.exec(line));
  return files.every((file) => file !== null) ? files.map(([, name = "", size]) => [name, Number(size)]) : [];
}

/** Where the lines end: behind an empty one; -1: they go on. */
function findEnd(bytes: Uint8Array): number {
  for (let at = 1; at < bytes.length; at++) if (bytes[at] === 10 && bytes[at - 1] === 10) return at + 1;
  return -1;
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
