import { useId } from "preact/compat";
import { LOCALE_NAMES } from "../../i18n/locale";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { type Look, POSITIONS, readLook, SHOWS, type Show, THEMES } from "../../overlay/look";
import { LANGUAGES } from "../../overlay/words";

const SHOWN: Readonly<Record<Show, MessageKey>> = {
  alerts: "overlays.showAlerts",
  chat: "overlays.showChat",
  goal: "overlays.showGoal",
  viewers: "overlays.showViewers",
  applause: "overlays.showApplause",
  marker: "overlays.showMarker",
};
const THEME_WORDS: Readonly<Record<Look["theme"], MessageKey>> = {
  dark: "overlays.themeDark",
  light: "overlays.themeLight",
  clear: "overlays.themeClear",
};
const PLACES: Readonly<Record<Look["position"], MessageKey>> = {
  "top-left": "overlays.topLeft",
  top: "overlays.top",
  "top-right": "overlays.topRight",
  left: "overlays.atLeft",
  center: "overlays.center",
  right: "overlays.atRight",
  "bottom-left": "overlays.bottomLeft",
  bottom: "overlays.bottom",
  "bottom-right": "overlays.bottomRight",
};
/** Begins a colour that is not chosen yet. */
const ACCENT = "56cdb9";

/** What an overlay shows, and how: all of it is in its address. */
export function LookFields({ look, onChange }: { look: Look; onChange: (look: Look) => void }) {
  const id = useId();
  const change = (part: Partial<Look>) => onChange({ ...look, ...part });
  return (
    <fieldset className="look-fields">
      <legend className="visually-hidden">{t("overlays.looks")}</legend>
      <Choice
        id={`${id}-show`}
        label={t("overlays.shows")}
        value={look.show}
        values={SHOWS.map((show) => [show, t(SHOWN[show])])}
        onChange={(show) => change({ show, position: readLook(`show=${show}`).position })}
      />
      <Choice
        id={`${id}-theme`}
        label={t("overlays.look")}
        value={look.theme}
        values={THEMES.map((theme) => [theme, t(THEME_WORDS[theme])])}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        id={`${id}-position`}
        label={t("overlays.place")}
        value={look.position}
        values={POSITIONS.map((position) => [position, t(PLACES[position])])}
        onChange={(position) => change({ position })}
      />
      <Choice
        id={`${id}-lang`}
        label={t("overlays.language")}
        value={look.lang}
        values={LANGUAGES.map((lang) => [lang, LOCALE_NAMES[lang]])}
        onChange={(lang) => change({ lang })}
      />
      <div className="field">
        <label htmlFor={`${id}-accent`}>{t("overlays.colour")}</label>
        <input
          id={`${id}-accent`}
          type="color"
          value={`#${look.accent ?? ACCENT}`}
          onChange={(event) => change({ accent: event.currentTarget.value.slice(1) })}
        />
      </div>
      <Range
        id={`${id}-size`}
        label={t("overlays.size")}
        unit="%"
        value={look.size}
        least={50}
        most={300}
        step={10}
        onChange={(size) => change({ size })}
      />
      {look.show === "alerts" && (
        <Range
          id={`${id}-sound`}
          label={t("overlays.sound")}
          unit="%"
          value={look.sound}
          least={0}
          most={100}
          step={10}
          onChange={(sound) => change({ sound })}
        />
      )}
      {look.show === "chat" && (
        <Range
          id={`${id}-lines`}
          label={t("overlays.messages")}
          unit=""
          value={look.lines}
          least={1}
          most={30}
          step={1}
          onChange={(lines) => change({ lines })}
        />
      )}
    </fieldset>
  );
}

function Choice<T extends string>(props: {
  id: string;
  label: string;
  value: T;
  values: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}) {
  const { id, label, value, values, onChange } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
        {values.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Range(props: {
  id: string;
  label: string;
  unit: string;
  value: number;
  least: number;
  most: number;
  step: number;
  onChange: (value: number) => void;
}) {
  const { id, label, unit, value, least, most, step, onChange } = props;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}{" "}
        <span className="quiet">
          {value}
          {unit && ` ${unit}`}
        </span>
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={unit ? t("overlays.perCent", { count: value }) : String(value)}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
