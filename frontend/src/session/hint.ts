/** Whether somebody has ever been signed in on this device: known before the server has said who is here, and no more
 * than that. */

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
