import "./bell.css";
import { useCallback, useSyncExternalStore } from "preact/compat";
import { readPush, removePush } from "../api/calls";
import type { PushEndpoint } from "../api/types";
import { t } from "../i18n/t";
import { Fact } from "../ui/Fact";
import { nameDevice } from "../ui/nameDevice";
import { ProblemNote } from "../ui/ProblemNote";
import { Said } from "../ui/Said";
import { formatWithin } from "../ui/time";
import { useNow } from "../ui/useNow";
import { useRead } from "../ui/useRead";
import { useRemoving } from "../ui/useRemoving";
import { Waiting } from "../ui/Waiting";
import { DeviceNote } from "./DeviceNote";
import { getRinging, hush, readName, subscribeRinging } from "./device";

/** The devices that ring for this account, each of which can be taken away from here. */
export function BellSettings() {
  const now = useNow();
  const ringing = useSyncExternalStore(subscribeRinging, getRinging);
  const { remove, pending, problem, version, said, place } = useRemoving(
    useCallback((id: string) => (id === readName() ? hush() : removePush(id)), []),
    t("ringing.deviceGone"),
  );
  const [push, trouble, again] = useRead(readPush, `${version} ${ringing}`);
  return (
    <section className="panel" aria-labelledby="devices">
      <header className="panel-head">
        <h2 id="devices" tabIndex={-1} ref={place}>
          {t("ringing.devices")}
        </h2>
      </header>
      <p>{t("ringing.devicesHint")}</p>
      {problem && <ProblemNote problem={problem} />}
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {push === null && !trouble && <Waiting what={t("ringing.loading")} />}
      {push !== null && push.endpoints.length > 0 && (
        <ul className="facts">
          {push.endpoints.map((one) => (
            <Fact
              key={one.id}
              name={nameDevice(one) ?? t("ringing.someDevice")}
              badge={one.id === readName() ? { tone: "good", words: t("ringing.thisDevice") } : null}
              lines={describe(one, now)}
            >
              <button
                type="button"
                className="button small"
                aria-label={t("ringing.removeNamed", { name: nameDevice(one) ?? t("ringing.someDevice") })}
                aria-disabled={pending}
                onClick={() => void remove(one.id)}
              >
                {t("ringing.remove")}
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <DeviceNote />
      <Said words={said} />
    </section>
  );
}

function describe({ created_at, heard_at }: PushEndpoint, now: number): string[] {
  const lines = [t("ringing.since", { when: formatWithin(created_at, now) })];
  if (heard_at !== null) lines.push(t("ringing.heard", { when: formatWithin(heard_at, now) }));
  return lines;
}
