import { useCallback, useState } from "preact/compat";
import { sendVerification } from "../../api/calls";
import type { Account } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { useSubmit } from "../../ui/useSubmit";

/** For whoever has not opened the mail yet: what waits for that, and another one. */
export function Verification({ account, children }: { account: Account; children: string }) {
  const [sent, setSent] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(async () => {
      await sendVerification();
      setSent(t("account.onItsWay"));
    }, []),
  );
  if (account.email_verified) return null;
  return (
    <div className="verification">
      <p>
        <T
          id="account.sentTo"
          email={
            <b>
              <bdi>{account.email}</bdi>
            </b>
          }
        />{" "}
        {children}
      </p>
      {problem && <ProblemNote problem={problem} />}
      <div className="form-actions">
        <button type="button" className="button" aria-disabled={pending} onClick={() => void submit()}>
          {t("account.sendAgain")}
        </button>
        <Said words={sent} />
      </div>
    </div>
  );
}
