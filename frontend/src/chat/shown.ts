/** Whether this browser's viewer wants to see chats beside pictures; a browser that keeps nothing shows them each time. */

const NAME = "chat-shown";

export function isChatShown(): boolean {
  try {
    return localStorage.getItem(NAME) !== "no";
  } catch {
    return true;
  }
}

export function chooseChatShown(on: boolean): void {
  try {
    localStorage.setItem(NAME, on ? "yes" : "no");
  } catch {
    // for this page alone, then
  }
}
