import { t } from "../i18n/t";
import { Waiting } from "../ui/Waiting";
import { useSession } from "./session";

/** While it is not known who is here: that it takes a moment, and where the server is silent, that it does. */
export function Unknown({ what }: { what: string }) {
  const { silent } = useSession();
  return (
    <div className="page">
      {silent ? (
        <p className="waiting" role="status">
          {t("session.silent")}
        </p>
      ) : (
        <Waiting what={what} />
      )}
    </div>
  );
}
