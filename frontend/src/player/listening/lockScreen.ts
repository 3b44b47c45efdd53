/** What is heard, in words and one picture. */
export interface About {
  title: string;
  artist: string;
  still: string | null;
}

const ACTIONS = ["play", "pause", "stop"] as const;

/** Says on a locked screen, and wherever a system shows what it plays, what this is. */
export function describe({ title, artist, still }: About, chapter: string | null): void {
  const session = findSession();
  if (session === null) return;
  session.metadata = new MediaMetadata({
    title: chapter ?? title,
    artist,
    album: chapter === null ? "" : title,
    artwork: still === null ? [] : [{ src: new URL(still, location.href).href, type: "image/jpeg" }],
  });
}

/** Has the keys there play and pause this element. */
export function listenToLockScreen(find: () => HTMLMediaElement | null): void {
  const act = {
    play: () =>
      void find()
        ?.play()
        .catch(() => {}), // the element shows that it is paused
    pause: () => find()?.pause(),
    stop: () => find()?.pause(),
  };
  for (const name of ACTIONS) setAction(name, act[name]);
}

export function clearLockScreen(): void {
  const session = findSession();
  if (session !== null) session.metadata = null;
  for (const name of ACTIONS) setAction(name, null);
}

function setAction(name: (typeof ACTIONS)[number], act: (() => void) | null): void {
  try {
    findSession()?.setActionHandler(name, act);
  } catch {
    // a browser that does not know this one
  }
}

const findSession = (): MediaSession | null =>
  ("mediaSession" in navigator ? navigator.mediaSession : undefined) ?? null;
