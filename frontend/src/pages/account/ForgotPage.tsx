import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { askReset } from "../../api/calls";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { usePageTitle } from "../../ui/usePageTitle";
import { useSubmit } from "../../ui/useSubmit";

/** Asks for a link to choose a new password with. Whether there is such an account, nobody learns here. */
export function ForgotPage() {
  usePageTitle("New password");
  const [said, setSaid] = useState("");
  const { submit, pending, problem } = useSubmit(
    useCallback(async (data: FormData) => setSaid((await askReset(String(data.get("email")))).message), []),
  );
  // The form has gone, and the keyboard's place with it.
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (said !== "") head.current?.focus();
  }, [said]);
  return (
    <div className="page narrow">
      <h1 tabIndex={-1} ref={head}>
        {said === "" ? "Forgot your password?" : "Look into your mail"}
      </h1>
      {said === "" ? (
        <Form
          fields={["email"]}
          problem={problem}
          pending={pending}
          action="Send me a link"
          onSubmit={submit}
          aside={<a href="/sign-in">Sign in instead</a>}
        >
          <Field
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            hint="The one you registered with."
            required
            error={problem?.fields.email}
          />
        </Form>
      ) : (
        <>
          <p className="note good" role="status">
            {said}
          </p>
          <p>
            Nothing there after a few minutes? Look among the unwanted mails, or{" "}
            <button type="button" className="text-button" onClick={() => setSaid("")}>
              try another address
            </button>
            .
          </p>
        </>
      )}
    </div>
  );
}
