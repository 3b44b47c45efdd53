import { hostOf } from "./referrer";
import { send } from "./send";

/** As a show begins, thousands of pages have something to say, and what carries the picture is not to wait for them. */
const SPREAD_MS = [2_000, 30_000] as const;

const told = new Set<string>();

/** Says once of this page that it has opened a show: after a while, or as it is left. */
export function tellArrival(id: string): () => void {
  const tell = () => {
    if (told.has(id)) return;
    told.add(id);
    send(id, { came_from: hostOf(document.referrer, location.hostname) });
  };
  const leave = () => document.hidden && tell();
  const [least, most] = SPREAD_MS;
  const timer = setTimeout(tell, least + Math.random() * (most - least));
  document.addEventListener("visibilitychange", leave);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", leave);
  };
}
