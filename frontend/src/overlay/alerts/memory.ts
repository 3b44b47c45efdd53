import type { Memory, Showing } from "./queue";

/**
 * Where an overlay's alerts are, in the browser and on the server. The browser's is there at once and without a network; the
 * server's, where the browser forgets everything.
 */

const FRESH: Memory = { place: 0, showing: null };

export function readMemory(key: string, storage: Pick<Storage, "getItem"> = localStorage): Memory {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (typeof value !== "object" || value === null || !("place" in value)) return FRESH;
    const place = Number.isSafeInteger(value.place) ? Number(value.place) : 0;
    const showing = "showing" in value ? (value.showing as Showing | null) : null;
    const whole = typeof showing?.until === "number" && typeof showing.alert?.number === "number";
    return { place, showing: whole ? showing : null };
  } catch {
    return FRESH; // what is not ours, or a browser that keeps nothing
  }
}

export function writeMemory(key: string, memory: Memory): void {
  try {
    localStorage.setItem(key, JSON.stringify(memory));
  } catch {
    // A browser that keeps nothing has the server's place.
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // It keeps nothing anyway.
  }
}

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Tells the server of the newest place until it has heard it; what it missed in between it need not know. */
export class Teller {
  readonly #url: string;
  #newest = 0;
  #told = 0;
  #busy = false;

  constructor(address: string) {
    this.#url = `/api/v1/overlays/${encodeURIComponent(address)}/shown`;
  }

  tell(place: number): void {
    this.#newest = Math.max(this.#newest, place);
    if (!this.#busy) void this.#send();
  }

  async #send(): Promise<void> {
    this.#busy = true;
    for (let wait = FIRST_MS; this.#newest > this.#told; wait = Math.min(LONGEST_MS, wait * 2)) {
      const number = this.#newest;
      const status = await this.#post(number);
      if (status === 404) break; // revoked
      if (status === 200) this.#told = number;
      else await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
    }
    this.#busy = false;
  }

  async #post(number: number): Promise<number> {
    try {
      const answer = await fetch(this.#url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ number }),
        credentials: "omit",
        keepalive: true,
        signal: AbortSignal.timeout(10_000),
      });
      return answer.status;
    } catch {
      return 0; // away; it is told when it is back
    }
  }
}
