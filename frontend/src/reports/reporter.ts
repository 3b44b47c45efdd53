import type { Seen } from "../player/useReports";
import { hostOf } from "./referrer";
import { send } from "./send";
import { Tally } from "./tally";

/** As a show begins, thousands of pages have something to say, and what carries the picture is not to wait for them. */
const FIRST_MS = [2_000, 30_000] as const;
const EVERY_MS = 120_000;
/** A page that is hidden again and again says no more than this. */
const LEAST_MS = 10_000;
const LOOK_MS = 1_000;

/** Shows that this page has said it opened. */
const told = new Set<string>();

/** What a reporter reads each second. */
export interface Stage {
  /** What was shown since it last looked; it is taken away. */
  takeSeen: () => Seen[];
  /** ms that the picture is behind live; null: not known. */
  readLatency: () => number | null;
}

/** Says now and then how one page plays one show that is live; the first time, that it has opened it. */
export class Reporter {
  readonly #id: string;
  readonly #stage: Stage;
  readonly #tally: Tally;
  #due: number;
  #last = Number.NEGATIVE_INFINITY;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #leave = () => document.hidden && this.#say(true);

  /** @param from as of `Tally` */
  constructor(id: string, stage: Stage, from: number | null) {
    this.#id = id;
    this.#stage = stage;
    this.#tally = new Tally(from);
    const [least, most] = FIRST_MS;
    this.#due = performance.now() + least + Math.random() * (most - least);
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    document.addEventListener("visibilitychange", this.#leave);
  }

  interrupt(away: boolean): void {
    this.#read();
    this.#tally.interrupt(performance.now(), away);
  }

  /** `say`: what is left to be said. */
  end(say: boolean): void {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#leave);
    if (say) this.#say(true);
  }

  #look(): void {
    this.#read();
    if (performance.now() >= this.#due) this.#say(false);
  }

  #read(): void {
    for (const seen of this.#stage.takeSeen()) this.#tally.note(seen);
    const latency = this.#stage.readLatency();
    if (latency !== null) this.#tally.late(latency);
  }

  #say(over: boolean): void {
    const now = performance.now();
    const first = !told.has(this.#id);
    if (!first && now - this.#last < LEAST_MS) return;
    this.#read();
    told.add(this.#id);
    this.#last = now;
    this.#due = now + EVERY_MS;
    const played = this.#tally.take(now, over).slice(0, 8);
    if (!first && played.length === 0) return;
    send(this.#id, {
      ...(first && { came_from: hostOf(document.referrer, location.hostname) }),
      ...(played.length > 0 && { played }),
    });
  }
}
