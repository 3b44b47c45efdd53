import { useEffect, useRef } from "preact/compat";
import { t } from "../../i18n/t";

export interface LinkRow {
  /** Its own, so that what is typed stays where it is when one above goes. */
  key: number;
  label: string;
  url: string;
}

interface Link {
  label: string;
  url: string;
}

export const MOST_LINKS = 8;
/** How every address begins. */
const SUCH = "https://";
let made = 0;

export const readLinks = (links: readonly Link[]): LinkRow[] =>
  links.map(({ label, url }) => ({ key: ++made, label, url }));

/** Without those that are empty; an address without a beginning gets one, and one without a name is its site's. */
export function writeLinks(rows: readonly Link[]): Link[] {
  return rows
    .map(({ label, url }) => ({ label: label.trim(), url: url.trim() }))
    .filter(({ url }) => url !== "")
    .map(({ label, url }) => {
      const whole = /^[a-z][a-z\d+.-]*:/i.test(url) ? url : `https://${url}`;
      return { label: label || nameSite(whole), url: whole };
    });
}

function nameSite(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

/** Where else an artist is to be found: a name and an address each, as many as there may be. */
export function Links(props: {
  rows: readonly LinkRow[];
  errors: Readonly<Record<string, string>>;
  onChange: (rows: readonly LinkRow[]) => void;
}) {
  const { rows, errors, onChange } = props;
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const shown = useRef(rows.length);
  // Who adds one goes on in it.
  useEffect(() => {
    if (rows.at(-1)?.url === "" && rows.length > shown.current)
      list.current?.querySelector<HTMLElement>("li:last-child input")?.focus();
    // Who removed one has lost their place, which went with it.
    else if (rows.length < shown.current && document.activeElement === document.body) add.current?.focus();
    shown.current = rows.length;
  }, [rows]);
  const error = Object.entries(errors).find(([field]) => field.startsWith("links"))?.[1];
  const change = (key: number, change: Partial<Link>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <fieldset className="links">
      <legend>{t("profile.links")}</legend>
      {rows.length === 0 && <p className="hint">{t("profile.linksHint")}</p>}
      <ul ref={list}>
        {rows.map(({ key, label, url }, place) => (
          <li key={key}>
            <input
              aria-label={t("profile.linkName", { place: place + 1 })}
              placeholder={t("profile.linkNameSuch")}
              value={label}
              maxLength={40}
              onChange={(event) => change(key, { label: event.currentTarget.value })}
            />
            <input
              aria-label={t("profile.linkUrl", { place: place + 1 })}
              placeholder={SUCH}
              type="url"
              inputMode="url"
              value={url}
              aria-invalid={error ? true : undefined}
              onChange={(event) => change(key, { url: event.currentTarget.value })}
            />
            <button
              type="button"
              className="button small"
              aria-label={t("profile.linkRemove", { place: place + 1 })}
              onClick={() => onChange(rows.filter((row) => row.key !== key))}
            >
              {t("control.remove")}
            </button>
          </li>
        ))}
      </ul>
      {error && <p className="field-error">{error}</p>}
      {rows.length < MOST_LINKS && (
        <p>
          <button
            type="button"
            className="button small"
            ref={add}
            onClick={() => onChange([...rows, { key: ++made, label: "", url: "" }])}
          >
            {t("profile.linkAdd")}
          </button>
        </p>
      )}
    </fieldset>
  );
}
