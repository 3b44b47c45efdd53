import { useCallback, useState } from "preact/compat";
import { removeFilter, setFilter } from "../../api/keeping";
import type { ChatRoomSettings } from "../../api/types";
import { t } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { CopyField } from "../../ui/CopyField";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useSubmit } from "../../ui/useSubmit";
import type { Keeping } from "./useKeeping";

/** Another system that is asked of each message before it is said. */
export function Filter(props: { livestream: string; filter: ChatRoomSettings["filter"]; keeping: Keeping }) {
  const { livestream, filter, keeping } = props;
  const { act, say } = keeping;
  const [current, setCurrent] = useState(filter);
  const [secret, setSecret] = useState<string | null>(null);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (url: string, closed: boolean) => {
        const made = await setFilter(livestream, { url, closed });
        setCurrent({ url: made.url, closed: made.closed });
        setSecret(made.secret);
        say(t("moderation.filterAsked"));
      },
      [livestream, say],
    ),
  );
  const remove = async () => {
    if (!(await act(t("moderation.filterGone"), () => removeFilter(livestream)))) return;
    setCurrent(null);
    setSecret(null);
  };
  return (
    <details className="fold" open={current !== null}>
      <summary>{t("moderation.filter")}</summary>
      <Form
        fields={["url"]}
        problem={problem}
        pending={pending}
        action={t(current === null ? "moderation.filterAsk" : "moderation.filterAskAnew")}
        look="plain"
        onSubmit={(data) => submit(String(data.get("url") ?? "").trim(), data.get("closed") === "on")}
        aside={
          current !== null && (
            <button type="button" className="text-button" onClick={() => void remove()}>
              {t("moderation.filterStop")}
            </button>
          )
        }
      >
        <Field
          label={t("moderation.filterAddress")}
          name="url"
          type="url"
          required
          defaultValue={current?.url ?? ""}
          error={problem?.fields.url}
          hint={t("moderation.filterHint")}
        />
        <Check
          label={t("moderation.filterClosed")}
          hint={t("moderation.filterClosedOff")}
          name="closed"
          defaultChecked={current?.closed ?? false}
        />
      </Form>
      {secret !== null && (
        <>
          <CopyField label={t("moderation.secret")} value={secret} />
          <p className="hint">{t("moderation.secretOnce")}</p>
        </>
      )}
    </details>
  );
}
