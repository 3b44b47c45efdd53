import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/layout.css";
import "./styles/lineup.css";
import "./styles/stage.css";
import "./styles/dock.css";
import "./styles/clips.css";
import "./styles/studio.css";
import "./styles/rehearsal.css";
import "./styles/account.css";
import { startWatching } from "./pages/watch/startWatching";

/** First what a fan waits for; then React and all that is built with it, which would keep the browser from it. */
async function start(): Promise<void> {
  const [, watched] = /^\/livestreams\/([\w-]+)\/?$/.exec(location.pathname) ?? [];
  if (watched !== undefined) await startWatching(watched);
  await import("./app");
}

void start();
