import { useEffect, useRef } from "preact/compat";
import { t } from "../../i18n/t";
import { Icon } from "../../ui/Icon";
import { useSearchParams } from "../../ui/routing";

/** Where `/` leads, as it does elsewhere. What was looked for before is kept nowhere but in the address. */
export function SearchBox({ typed, type }: { typed: string; type: (words: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [search] = useSearchParams();
  const wanted = search.has("search");

  useEffect(() => {
    if (wanted) field.current?.focus();
  }, [wanted]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    <search className="search">
      <form onSubmit={(event) => event.preventDefault()}>
        <label className="visually-hidden" htmlFor="search">
          {t("browse.search")}
        </label>
        <Icon name="search" />
        <input
          ref={field}
          id="search"
          type="search"
          value={typed}
          placeholder={t("browse.searchFor")}
          autoComplete="off"
          spellcheck={false}
          enterkeyhint="search"
          maxLength={100}
          aria-keyshortcuts="/"
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && typed !== "") {
              event.preventDefault();
              type("");
            }
          }}
        />
        <span className="key" aria-hidden="true">
          /
        </span>
      </form>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
