/**
 * What comes after is a task of its own: between the two the browser can draw, and take what was pressed. Nothing is
 * waited for where a browser has no such tasks.
 */
export async function endTask(): Promise<void> {
  await globalThis.scheduler?.postTask(() => {});
}
