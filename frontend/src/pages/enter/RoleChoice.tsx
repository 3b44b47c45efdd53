import { t } from "../../i18n/t";

/** As whom somebody registers, and what they get for it. */
export function RoleChoice({ artist, error }: { artist: boolean; error: string | undefined }) {
  return (
    <fieldset className="roles">
      <legend>{t("enter.here")}</legend>
      <label className="role">
        <input type="radio" name="role" value="fan" defaultChecked={!artist} />
        <span>
          <b>{t("enter.watch")}</b>
          <span className="hint">{t("enter.watchWords")}</span>
        </span>
      </label>
      <label className="role">
        <input type="radio" name="role" value="artist" defaultChecked={artist} />
        <span>
          <b>{t("enter.perform")}</b>
          <span className="hint">{t("enter.performWords")}</span>
        </span>
      </label>
      {error && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
