/** What this device keeps of who was here: known before the server has said anything, and no more than that. */

const BEEN_HERE = "been-here";

export function noteBeenHere(): void {
  try {
    localStorage.setItem(BEEN_HERE, "1");
  } catch {
    // A browser that keeps nothing shows the first page again.
  }
}

export function hasBeenHere(): boolean {
  try {
    return localStorage.getItem(BEEN_HERE) !== null;
  } catch {
    return false;
  }
}

/** Whether this browser rings for somebody, as far as it has kept it: without what it takes to ring. */
export function hasBell(): boolean {
  try {
    return localStorage.getItem("push-endpoint") !== null;
  } catch {
    return false;
  }
}
