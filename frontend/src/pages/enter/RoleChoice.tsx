import { t } from "../../i18n/t";
import { Check } from "../../ui/Check";

/** As whom somebody registers, and what they get for it. */
export function RoleChoice({ artist, error }: { artist: boolean; error: string | undefined }) {
  return (
    <fieldset className="roles">
      <legend>{t("enter.here")}</legend>
      <Check
        className="role"
        type="radio"
        label={<b>{t("enter.watch")}</b>}
        hint={t("enter.watchWords")}
        name="role"
        value="fan"
        defaultChecked={!artist}
      />
      <Check
        className="role"
        type="radio"
        label={<b>{t("enter.perform")}</b>}
        hint={t("enter.performWords")}
        name="role"
        value="artist"
        defaultChecked={artist}
      />
      {error && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
