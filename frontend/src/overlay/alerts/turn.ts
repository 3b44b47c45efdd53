/**
 * Of the sources with one address in one OBS, one shows alerts at a time: one that is on the screen. They are all pages of one
 * browser, so they take turns by its locks. Pages without TLS have none (but localhost's): there whoever is on the screen
 * takes a lease, and renews it each second.
 */

/** What OBS tells a source; not among the browser's own events. */
interface ObsEvent extends Event {
  detail?: { active?: boolean; visible?: boolean };
}

const LEASE_MS = 3_000;
const RENEW_MS = 1_000;
const SETTLING_MS = 150;

export function takeTurns(key: string, got: () => void, lost: () => void): void {
  let active = true;
  let give: (() => void) | null = null;
  let asked = false;

  const wanted = () => active && document.visibilityState === "visible";
  const settle = () => {
    if (!wanted()) {
      give?.();
      return;
    }
    if (asked) return;
    asked = true;
    const hold = async () => {
      // What the one before remembered last takes a moment from its process to this one's.
      await sleep(SETTLING_MS);
      await new Promise<void>((resolve) => {
        if (!wanted()) return resolve();
        give = () => {
          give = null;
          lost();
          resolve();
        };
        got();
      });
    };
    void lock(key, hold, wanted).then(() => {
      asked = false;
      // It may be wanted again by now.
      if (wanted()) settle();
    });
  };

  document.addEventListener("visibilitychange", settle);
  addEventListener("obsSourceActiveChanged", (event) => {
    active = (event as ObsEvent).detail?.active ?? true;
    settle();
  });
  settle();
}

/** Calls `hold` when it is this page's turn, which ends when its promise does. */
async function lock(key: string, hold: () => Promise<void>, wanted: () => boolean): Promise<void> {
  if (navigator.locks !== undefined) {
    await navigator.locks.request(key, hold);
    return;
  }
  const me = Math.random().toString(36).slice(2);
  const lease = () => readLease(key);
  while (wanted()) {
    if (lease().owner === me || lease().until < Date.now()) {
      writeLease(key, me, Date.now() + LEASE_MS);
      // Another may have done the same at the same moment: the last to write has it.
      await sleep(50 + Math.random() * 50);
      if (lease().owner === me) break;
    }
    await sleep(RENEW_MS);
  }
  const renewing = setInterval(() => writeLease(key, me, Date.now() + LEASE_MS), RENEW_MS);
  await hold();
  clearInterval(renewing);
  if (lease().owner === me) writeLease(key, me, 0);
}

function readLease(key: string): { owner: string; until: number } {
  const [owner = "", until = "0"] = (localStorage.getItem(key) ?? "").split(" ");
  return { owner, until: Number(until) };
}

function writeLease(key: string, owner: string, until: number): void {
  localStorage.setItem(key, `${owner} ${until}`);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
