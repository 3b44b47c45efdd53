import { useCallback, useState } from "preact/compat";
import { leaveMails } from "../api/calls";
import { t } from "../i18n/t";
import { ProblemNote } from "../ui/ProblemNote";
import { useParams } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { useSubmit } from "../ui/useSubmit";

/** Where the link in a mail leads. It asks for one press, since programs open links that nobody pressed. */
export function UnsubscribePage() {
  usePageTitle(t("ringing.leaveTitle"));
  const { token = "" } = useParams();
  const [done, setDone] = useState(false);
  const { submit, pending, problem } = useSubmit(
    useCallback(async () => {
      await leaveMails(token);
      setDone(true);
    }, [token]),
  );
  return (
    <div className="page narrow">
      <h1>{t("ringing.leaveTitle")}</h1>
      {done ? (
        <p role="status">{t("ringing.left")}</p>
      ) : (
        <>
          <p>{t("ringing.leaveHint")}</p>
          <p>
            <button
              type="button"
              className="button primary"
              aria-disabled={pending}
              onClick={() => void submit()}
            >
              {t("ringing.leave")}
            </button>
          </p>
        </>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
