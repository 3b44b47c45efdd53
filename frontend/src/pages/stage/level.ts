import type { Extra } from "../../channel/channel";

interface ApplauseFrame {
  type: string;
  /** In [0, 1]. */
  level: number;
}

/** How loud the room claps, as its channel tells it: the newest wins. */
export class Level implements Extra {
  readonly topics = ["applause"];
  readonly types = ["applause"];
  level = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  resume(): Readonly<Record<string, string>> {
    // A new socket is told nothing while nobody claps.
    this.#become(0);
    return {};
  }

  hear(frame: { type: string }): boolean {
    const { level } = frame as ApplauseFrame;
    this.#become(typeof level === "number" ? Math.min(1, Math.max(0, level)) : 0);
    return true;
  }

  #become(level: number): void {
    if (level === this.level) return;
    this.level = level;
    for (const listener of this.#listeners) listener();
  }
}
