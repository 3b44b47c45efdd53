import { useId, useMemo } from "preact/compat";
import { locale, t } from "../../i18n/t";
import { formatStart, region } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import type { DraftValues } from "./values";
import { findMoment, listZones, nameZone, ownZone } from "./zones";

/** When a show begins: the time on the wall, and whose wall. What clocks do on that day is said, and asked where it matters. */
export function When(props: {
  values: DraftValues;
  error: string | undefined;
  onChange: (change: Partial<DraftValues>) => void;
}) {
  const { values, error, onChange } = props;
  const { wall, zone, later } = values;
  const id = useId();
  const now = useNow();
  const zones = useMemo(() => listZones(zone, ownZone()), [zone]);
  const found = wall === "" ? null : findMoment(wall, zone);
  const at =
    found?.kind === "one" ? found.at : found?.kind === "twice" ? found[later ? "second" : "first"] : null;
  const past = at !== null && at < now;
  return (
    <fieldset className="when">
      <legend>
        {t("draft.when")} <span className="optional">{t("ui.optional")}</span>
      </legend>
      <div className="when-row">
        <div className="field">
          <label htmlFor={`${id}-wall`} className="visually-hidden">
            {t("draft.dayAndTime")}
          </label>
          <input
            id={`${id}-wall`}
            name="scheduled_start_at"
            type="datetime-local"
            value={wall}
            aria-invalid={error ? true : undefined}
            aria-describedby={`${id}-said`}
            onChange={(event) => onChange({ wall: event.currentTarget.value, later: false })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-zone`} className="visually-hidden">
            {t("draft.zone")}
          </label>
          <select
            id={`${id}-zone`}
            name="time_zone"
            value={zone}
            onChange={(event) => onChange({ zone: event.currentTarget.value, later: false })}
          >
            {zones.map(([of, names]) => (
              <optgroup key={of} label={of === "" ? t("draft.zoneOther") : of.replaceAll("_", " ")}>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {nameZone(name)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
      </div>
      <div id={`${id}-said`} className="when-said" aria-live="polite">
        {wall === "" && <p className="hint">{t("draft.whenHint")}</p>}
        {at !== null && <p className="hint">{describe(at, zone, now)}</p>}
        {past && <p className="note warn">{t("draft.past")}</p>}
        {found?.kind === "none" && (
          <p className="note warn">
            {t("draft.skipped", { time: wall.slice(11, 16) })}{" "}
            <button type="button" className="text-button" onClick={() => onChange({ wall: found.instead })}>
              {t("draft.takeInstead", { time: found.instead.slice(11) })}
            </button>
          </p>
        )}
        {error && found?.kind !== "none" && <p className="field-error">{error}</p>}
      </div>
      {found?.kind === "twice" && (
        <div className="choice" role="radiogroup" aria-label={t("draft.twice")}>
          <p className="hint">{t("draft.twice")}</p>
          {[false, true].map((second) => (
            <label key={String(second)}>
              <input
                type="radio"
                name="later"
                checked={later === second}
                onChange={() => onChange({ later: second })}
              />
              {write(second ? found.second : found.first, zone)}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** In the zone that was chosen, and on this device's own clock where that shows something else. */
function describe(at: number, zone: string, now: number): string {
  const there = write(at, zone);
  const here = new Date(at).toISOString();
  const same = write(at, ownZone()) === there;
  return same
    ? t("draft.fansSee", { when: there })
    : t("draft.forYou", { when: there, here: formatStart(here, now) });
}

function write(at: number, zone: string): string {
  return new Intl.DateTimeFormat(region() || locale(), {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at);
}
