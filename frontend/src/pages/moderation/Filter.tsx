import { useCallback, useState } from "preact/compat";
import { removeFilter, setFilter } from "../../api/keeping";
import type { ChatRoomSettings } from "../../api/types";
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
        say("It is asked from now on.");
      },
      [livestream, say],
    ),
  );
  const remove = async () => {
    if (!(await act("Nobody else is asked any more.", () => removeFilter(livestream)))) return;
    setCurrent(null);
    setSecret(null);
  };
  return (
    <details className="fold" open={current !== null}>
      <summary>A filter of your own</summary>
      <Form
        fields={["url"]}
        problem={problem}
        pending={pending}
        action={current === null ? "Ask it" : "Ask it, with a new secret"}
        look="plain"
        onSubmit={(data) => submit(String(data.get("url") ?? "").trim(), data.get("closed") === "on")}
        aside={
          current !== null && (
            <button type="button" className="text-button" onClick={() => void remove()}>
              Ask it no more
            </button>
          )
        }
      >
        <Field
          label="Its address"
          name="url"
          type="url"
          required
          defaultValue={current?.url ?? ""}
          error={problem?.fields.url}
          hint="It gets each message, signed, and has 200 ms to answer. The documents of the chat say how."
        />
        <label className="check">
          <input type="checkbox" name="closed" defaultChecked={current?.closed ?? false} />
          <span>
            Without an answer nothing is said
            <span className="hint">Off: everything is.</span>
          </span>
        </label>
      </Form>
      {secret !== null && (
        <>
          <CopyField label="Secret" value={secret} />
          <p className="hint">It is shown this once: its requests are signed with it.</p>
        </>
      )}
    </details>
  );
}
