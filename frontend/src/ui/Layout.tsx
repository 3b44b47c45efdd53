import { type ReactNode, useEffect, useRef } from "preact/compat";
import { chooseLocale, isLocale, LOCALE_NAMES, LOCALES } from "../i18n/locale";
import { locale, t } from "../i18n/t";
import { wayBack } from "../session/next";
import { useSession } from "../session/session";
import { Icon } from "./Icon";
import { NavLink, useNavigate, usePath } from "./routing";

export function Layout({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const path = usePath();
  const shown = useRef(path);

  // A page change without a page load: readers and keyboards begin at the new content.
  useEffect(() => {
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);

  return (
    <>
      <a className="skip" href="#main">
        {t("layout.skip")}
      </a>
      <header className="top">
        <a href="/" className="brand" aria-label={t("layout.home")}>
          <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
            <rect className="brand-plate" width="32" height="32" rx="8" />
            <circle className="brand-hole" cx="16" cy="13" r="5" />
            <path className="brand-hole" d="M16 14l4.2 11.2a.6.6 0 0 1-.56.8h-7.28a.6.6 0 0 1-.56-.8z" />
          </svg>
          <span className="brand-name">
            EncryptedMedia <span className="brand-live">Live</span>
          </span>
        </a>
        <AccountNav />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <p>{t("layout.about")}</p>
        <nav aria-label={t("layout.footer")}>
          <a href="/about">{t("layout.what")}</a>
          <a href="/docs">{t("layout.api")}</a>
          <a href="/docs/events">{t("layout.events")}</a>
        </nav>
        <LanguageChoice />
      </footer>
    </>
  );
}

function AccountNav() {
  const { account, leave } = useSession();
  const navigate = useNavigate();
  const path = usePath();
  const back = wayBack(path, new URLSearchParams(location.search));
  const menu = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes with each change of the page
  useEffect(() => menu.current?.hidePopover(), [path]);

  const signOut = async () => {
    // First away from what only somebody signed in may see: it would ask for a sign-in.
    navigate("/livestreams");
    await leave();
  };

  return (
    <nav className="top-nav" aria-label={t("layout.main")}>
      <NavLink href="/livestreams">{t("layout.browse")}</NavLink>
      {path !== "/livestreams" && (
        <a href="/livestreams?search" className="top-search" aria-label={t("layout.search")}>
          <Icon name="search" />
        </a>
      )}
      {account?.role === "artist" && (
        <NavLink href="/artist/livestreams" of="/artist">
          {t("layout.studio")}
        </NavLink>
      )}
      {/* The room is kept while it is not known who is here, so that nothing jumps when it is. */}
      <span className="top-account" data-known={account !== undefined}>
        {account === null && (
          <>
            <NavLink href={`/sign-in${back}`} of="/sign-in">
              {t("layout.signIn")}
            </NavLink>
            <NavLink href={`/register${back}`} of="/register" className="button small">
              {t("layout.register")}
            </NavLink>
          </>
        )}
        {account && (
          <>
            <button type="button" className="button small who" popoverTarget="account">
              <bdi className="who-name">{account.display_name}</bdi>
              <Icon name="more" />
            </button>
            <div className="account-menu" id="account" popover="auto" ref={menu}>
              <p>
                <b>
                  <bdi>{account.display_name}</bdi>
                </b>
                <bdi className="quiet">{account.email}</bdi>
              </p>
              <a href="/tokens">{t("layout.tokens")}</a>
              <a href="/account">{t("layout.account")}</a>
              <button type="button" className="button small" onClick={() => void signOut().catch(() => {})}>
                {t("layout.signOut")}
              </button>
            </div>
          </>
        )}
      </span>
    </nav>
  );
}

function LanguageChoice() {
  return (
    <label className="language">
      <span className="visually-hidden">{t("layout.language")}</span>
      <select
        value={locale()}
        onChange={({ currentTarget: { value } }) => isLocale(value) && chooseLocale(value)}
      >
        {LOCALES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LOCALE_NAMES[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
