import type { Operator } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";
import { t } from "../../i18n/t";
import { Fact } from "../../ui/Fact";
import { describeLength } from "../../ui/time";

const KINDS: Readonly<Record<string, MessageKey>> = {
  webhook: "operator.webhooks",
  mail: "operator.mails",
  push: "operator.pushes",
};

/** What waits to be sent. */
export function Outbox({ outbox }: { outbox: Operator["outbox"] }) {
  if (outbox === null) return <p className="by">{t("operator.outboxUnknown")}</p>;
  if (outbox.length === 0) return <p className="by">{t("operator.outboxEmpty")}</p>;
  return (
    <ul className="facts">
      {outbox.map(({ kind, waiting, overdue }) => {
        const name = KINDS[kind];
        return (
          <Fact
            key={kind}
            name={name === undefined ? kind : t(name)}
            lines={[
              t("operator.waiting", { count: waiting }),
              overdue < 1
                ? t("operator.onTime")
                : t("operator.overdue", { time: describeLength(overdue * 1000) }),
            ]}
          />
        );
      })}
    </ul>
  );
}
