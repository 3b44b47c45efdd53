import { useId } from "preact/compat";
import { type Look, POSITIONS, readLook, SHOWS, type Show, THEMES } from "../../overlay/look";

const SHOWN: Readonly<Record<Show, string>> = {
  alerts: "Alerts: tips and thanks",
  chat: "Chat",
  goal: "Goal",
  viewers: "Viewers",
  applause: "Applause",
  marker: "Newest marker",
};
const THEME_WORDS: Readonly<Record<Look["theme"], string>> = {
  dark: "Dark panels",
  light: "Light panels",
  clear: "Words alone",
};
/** Begins a colour that is not chosen yet. */
const ACCENT = "56cdb9";

/** What an overlay shows, and how: all of it is in its address. */
export function LookFields({ look, onChange }: { look: Look; onChange: (look: Look) => void }) {
  const id = useId();
  const change = (part: Partial<Look>) => onChange({ ...look, ...part });
  return (
    <fieldset className="look-fields">
      <legend className="visually-hidden">How it looks</legend>
      <Choice
        id={`${id}-show`}
        label="Shows"
        value={look.show}
        values={SHOWS.map((show) => [show, SHOWN[show]])}
        onChange={(show) => change({ show, position: readLook(`show=${show}`).position })}
      />
      <Choice
        id={`${id}-theme`}
        label="Look"
        value={look.theme}
        values={THEMES.map((theme) => [theme, THEME_WORDS[theme]])}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        id={`${id}-position`}
        label="Place"
        value={look.position}
        values={POSITIONS.map((position) => [position, sayPlace(position)])}
        onChange={(position) => change({ position })}
      />
      <div className="field">
        <label htmlFor={`${id}-accent`}>Colour</label>
        <input
          id={`${id}-accent`}
          type="color"
          value={`#${look.accent ?? ACCENT}`}
          onChange={(event) => change({ accent: event.currentTarget.value.slice(1) })}
        />
      </div>
      <Range
        id={`${id}-size`}
        label="Size"
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
          label="Sound"
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
          label="Messages"
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
        aria-valuetext={unit ? `${value} per cent` : String(value)}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** `bottom-left`: `Bottom left`. */
function sayPlace(position: string): string {
  const words = position.replace("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
