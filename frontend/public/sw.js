/* The service worker: notices of shows, and a page for whoever is offline. Nothing else is kept or answered here: no
   picture of a show, no API, no page. */

const OFFLINE = "/offline.html";
/** Its script. */
const SPEAKER = "/offline.js";
const KEPT = "offline-2";
const SHOWN = "shown-notices";
const MOST_SHOWN = 50;
const ASK_MS = 3000;

self.addEventListener("install", (event) => {
  const files = [OFFLINE, SPEAKER].map((path) => new Request(path, { cache: "reload" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(files)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(
        names.filter((name) => name !== KEPT && name !== SHOWN).map((name) => caches.delete(name)),
      );
      // The page is asked for while this worker still starts.
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.url === self.location.origin + SPEAKER)
    return event.respondWith(caches.match(SPEAKER).then((kept) => kept ?? fetch(event.request)));
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  event.respondWith(
    (async () => {
      try {
        return (await event.preloadResponse) ?? (await fetch(event.request));
      } catch (error) {
        const page = await caches.match(OFFLINE);
        if (page === undefined) throw error;
        return page;
      }
    })(),
  );
});

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url } = event.notification.data ?? {};
  event.waitUntil(open(new URL(url ?? "/", self.location.origin)));
});

// A browser may renew its address by itself. The old one is of no use any more.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event.oldSubscription, event.newSubscription));
});

async function show(data) {
  let notice;
  try {
    notice = data.json();
  } catch {
    return;
  }
  if (await wasShown(notice)) return;
  const over = notice.over !== undefined && (await isOver(notice.tag));
  const { title, body } = over ? notice.over : notice;
  await self.registration.showNotification(fill(title, notice), {
    body: fill(body, notice),
    // A show has one notice at a time: the next takes the place of the one before, and rings again.
    tag: notice.tag,
    renotify: !over,
    silent: over,
    lang: notice.lang,
    icon: notice.icon ?? "/icons/192.png",
    image: notice.image,
    timestamp: Date.now(),
    data: { url: notice.url, id: notice.id },
  });
}

/** Times in the zone where the device is. */
function fill(words, { at, lang }) {
  if (at === null || at === undefined) return words;
  const moment = new Date(at);
  const time = new Intl.DateTimeFormat(lang, { hour: "numeric", minute: "2-digit" }).format(moment);
  const when = new Intl.DateTimeFormat(lang, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
  }).format(moment);
  return words.replaceAll("{time}", time).replaceAll("{when}", when);
}

/** Whether this very notice was shown before: a server that was stopped in the middle says it once more. */
async function wasShown({ id, tag }) {
  const cache = await caches.open(SHOWN);
  const name = `/notices/${encodeURIComponent(tag)}/${encodeURIComponent(id)}`;
  if ((await cache.match(name)) !== undefined) return true;
  await cache.put(name, new Response(""));
  const names = await cache.keys();
  await Promise.all(names.slice(0, Math.max(0, names.length - MOST_SHOWN)).map((each) => cache.delete(each)));
  return false;
}

/** Whether the show has ended while this device was off. Where nobody says so, it has not. */
async function isOver(id) {
  try {
    const answer = await fetch(`/api/v1/livestreams/${encodeURIComponent(id)}/status`, {
      signal: AbortSignal.timeout(ASK_MS),
    });
    const { status } = await answer.json();
    return status === "ended" || status === "archived" || status === "cancelled";
  } catch {
    return false;
  }
}

/** The page of the show, if it is open somewhere; else another one of ours; else a new one. */
async function open(url) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((each) => new URL(each.url).pathname === url.pathname);
  if (there !== undefined) return there.focus();
  return self.clients.openWindow(url.href);
}

async function renew(old, given) {
  const options = old?.options ?? { userVisibleOnly: true, applicationServerKey: await readKey() };
  const subscription = given ?? (await self.registration.pushManager.subscribe(options));
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys;
  await fetch("/api/v1/me/push", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      endpoint,
      keys: { p256dh, auth },
      language: self.navigator.language.slice(0, 2),
      ...(old ? { replaces: old.endpoint } : {}),
    }),
  });
}

async function readKey() {
  const { public_key } = await (await fetch("/api/v1/me/push")).json();
  return public_key;
}
