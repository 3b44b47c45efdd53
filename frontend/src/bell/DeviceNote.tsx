import { useSyncExternalStore } from "preact/compat";
import { t } from "../i18n/t";
import { getRinging, ring, subscribeRinging } from "./device";

/** Where this browser does not ring though somebody wants to hear: why, and what they can do. */
export function DeviceNote() {
  const ringing = useSyncExternalStore(subscribeRinging, getRinging);
  if (ringing === null || ringing === "rings") return null;
  if (ringing === "asleep") {
    return (
      <button type="button" className="button small" onClick={() => void ring().catch(() => {})}>
        {t("bell.ringHere")}
      </button>
    );
  }
  return <p className="bell-note">{t(ringing === "denied" ? "bell.denied" : "bell.unable")}</p>;
}
