import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/layout.css";
import "./styles/lineup.css";
import "./styles/stage.css";
import "./styles/dock.css";
import "./styles/sheet.css";
import "./styles/clips.css";
import "./styles/studio.css";
import "./styles/rehearsal.css";
import "./styles/account.css";
import { isChatShown } from "./chat/shown";
import { loadMessages } from "./i18n/t";
import { listTopics, startWatching } from "./pages/watch/startWatching";
import { drawChat } from "./player/ahead";

/** First what a fan waits for; then what draws the page, which would keep the browser from it. */
async function start(): Promise<void> {
  drawChat(isChatShown());
  const words = loadMessages("site");
  const [, embedded, watched] = /^\/(embed\/)?livestreams\/([\w-]+)\/?$/.exec(location.pathname) ?? [];
  if (watched !== undefined) await startWatching(watched, embedded === undefined ? listTopics() : []);
  const [{ openPages }] = await Promise.all([import("./app"), words]);
  openPages();
}

void start();
