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

/**
 * A page that stands still for longer than its lease has lost its turn without knowing it: what is returned is to be called
 * before anything is shown, and calls `lost` then.
 */
export function takeTurns(key: string, got: () => void, lost: () => void): () => void {
  let active = true;
  let give: (() => void) | null = null;
  let has: () => boolean = () => true;
  let asked = false;

  const wanted = () => active && document.visibilityState === "visible";
  const settle = () => {
    if (!wanted()) {
      give?.();
      return;
    }
    if (asked) return;
    asked = true;
    const hold = async (holds: () => boolean) => {
      // What the one before remembered last takes a moment from its process to this one's.
      await sleep(SETTLING_MS);
      await new Promise<void>((resolve) => {
        if (!wanted() || !holds()) return resolve();
        has = holds;
        give = () => {
          give = null;
          lost();
          resolve();
        };
        got();
      });
    };
    void lock(key, hold, wanted, check).then(() => {
      asked = false;
      // It may be wanted again by now.
      if (wanted()) settle();
    });
  };

  const check = () => {
    if (!has()) give?.();
  };

  document.addEventListener("visibilitychange", settle);
  addEventListener("obsSourceActiveChanged", (event) => {
    active = (event as ObsEvent).detail?.active ?? true;
    settle();
  });
  settle();
  return check;
}

/** Calls `hold` when it is this page's turn, which ends when its promise does; `check` now and then meanwhile. */
async function lock(
  key: string,
  hold: (holds: () => boolean) => Promise<void>,
  wanted: () => boolean,
  check: () => void,
): Promise<void> {
  if (navigator.locks !== undefined) {
    await navigator.locks.request(key, () => hold(() => true));
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
  const holds = () => lease().owner === me && lease().until > Date.now();
  const renewing = setInterval(() => {
    if (holds()) writeLease(key, me, Date.now() + LEASE_MS);
    else check();
  }, RENEW_MS);
  await hold(holds);
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
