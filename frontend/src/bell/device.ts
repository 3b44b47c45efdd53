import { createPush, readAccount, readPush, removePush } from "../api/calls";
import { locale } from "../i18n/t";

/** Whether this browser rings: it cannot, was not asked yet, was told not to, or does. */
export type Ringing = "unable" | "asleep" | "denied" | "rings";

const WORKER = "/sw.js";
/** Under which the browser keeps by what name the server knows it. */
const NAME = "push-endpoint";
/** Whose notices it shows. */
const OWNER = "push-account";
/** There while the server knows by which sign-in it rings. */
const BOUND = "push-bound";

const listeners = new Set<() => void>();
let ringing: Ringing | null = null;

export function isAble(): boolean {
  return "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
}

/** For `useSyncExternalStore`; null until it is known. */
export function getRinging(): Ringing | null {
  return ringing;
}

export function subscribeRinging(listener: () => void): () => void {
  listeners.add(listener);
  if (ringing === null) void look();
  return () => listeners.delete(listener);
}

async function look(): Promise<void> {
  note(await find());
}

async function find(): Promise<Ringing> {
  if (!isAble()) return "unable";
  if (Notification.permission === "denied") return "denied";
  if (Notification.permission !== "granted") return "asleep";
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  const subscription = await registration?.pushManager.getSubscription();
  return subscription && readName() !== null ? "rings" : "asleep";
}

function note(now: Ringing): void {
  ringing = now;
  for (const listener of listeners) listener();
}

export async function registerWorker(): Promise<void> {
  await navigator.serviceWorker?.register(WORKER).catch(() => {});
}

/** Has this browser ring, in answer to a press: it may ask whoever sits there. Never throws for their answer. */
export async function ring(): Promise<Ringing> {
  if (!isAble()) {
    note("unable");
    return "unable";
  }
  const permission = await Notification.requestPermission();
  if (permission !== "granted") {
    const now = permission === "denied" ? "denied" : "asleep";
    note(now);
    return now;
  }
  try {
    await navigator.serviceWorker.register(WORKER);
    const registration = await navigator.serviceWorker.ready;
    const [{ public_key }, account] = await Promise.all([readPush(), readAccount()]);
    await put(await subscribe(registration, public_key), account?.id ?? null);
    note("rings");
  } catch (error) {
    // No push service can be reached, or ours cannot: the press is free to be repeated.
    note("asleep");
    if (!(error instanceof DOMException)) throw error;
  }
  return ringing ?? "asleep";
}

async function subscribe(registration: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const { pushManager } = registration;
  const known = await pushManager.getSubscription();
  // Of another installation's key, such as before a new SECRET_KEY, it would never ring.
  if (known && encode(known.options.applicationServerKey) !== key) await known.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function put(subscription: PushSubscription, owner: string | null): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  const made = await createPush({
    endpoint: endpoint ?? "",
    keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
    language: locale(),
  });
  keep(NAME, made.id);
  keep(OWNER, owner);
  keep(BOUND, owner);
}

/** A browser rings as long as its sign-in lasts: with the next one of the same account it goes on. `entered`: somebody
    has just signed in. */
export async function renew(account: string | null, entered: boolean): Promise<void> {
  if (account === null) {
    keep(BOUND, null);
    return;
  }
  if (!isAble() || Notification.permission !== "granted") return;
  if (!entered && read(BOUND) === account) return;
  const name = readName();
  const owner = read(OWNER);
  const isOwn =
    owner === null ? (await readPush()).endpoints.some((one) => one.id === name) : owner === account;
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  const subscription = await registration?.pushManager.getSubscription();
  if (isOwn && subscription) await put(subscription, account);
  else {
    // It rang for somebody else.
    for (const key of [NAME, OWNER, BOUND]) keep(key, null);
  }
  note(await find());
}

/** Has it ring no longer: at sign-out, too, for who signs in next is perhaps somebody else. */
export async function hush(): Promise<void> {
  if (!isAble()) return;
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  const subscription = await registration?.pushManager.getSubscription();
  const name = readName();
  for (const key of [NAME, OWNER, BOUND]) keep(key, null);
  if (name !== null) await removePush(name).catch(() => {});
  await subscription?.unsubscribe();
  note(await find());
}

/** By which the server knows this browser; null: it does not ring. */
export function readName(): string | null {
  return read(NAME);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing is asked again.
  }
}

function encode(key: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0)));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
