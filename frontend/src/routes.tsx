import type { ComponentType, ReactNode } from "preact/compat";
import { lazy, Route, Router } from "preact-iso";
import { loadMessages } from "./i18n/t";
import { ArtistOnly } from "./pages/ArtistOnly";
import { CrashPage } from "./pages/CrashPage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { Boundary } from "./ui/Boundary";
import { Layout } from "./ui/Layout";
import { Navigate, usePath } from "./ui/routing";

/** Seen from afar, in a window of their own, or on other sites' pages: nothing stands around them. */
const BARE = /^\/(embed\/|livestreams\/[^/]+\/(chat|moderation)$|artist\/livestreams\/[^/]+\/stage$)/;

/** Whatever carries the player, belongs to an account, or is for artists only, comes when it is asked for. */
function page(load: () => Promise<ComponentType>): ComponentType {
  return show(async () => (await Promise.all([load(), loadMessages("front")]))[0]);
}

/** The same of the page of a show, for which somebody may be waiting: with its own words only. */
function show(load: () => Promise<ComponentType>): ComponentType {
  return lazy(() => load().catch(fail));
}

/** A page that says so, where its own could not be fetched. */
function fail(error: unknown): ComponentType {
  return () => {
    throw error;
  };
}

/** With the studio's words: for those who work at a show. */
function worded(load: () => Promise<ComponentType>): ComponentType {
  return page(async () => (await Promise.all([load(), loadMessages("studio")]))[0]);
}

/** What is for artists only. */
function studio(load: () => Promise<ComponentType>): ComponentType {
  const Page = worded(load);
  return () => (
    <ArtistOnly>
      <Page />
    </ArtistOnly>
  );
}

const PAGES: Readonly<Record<string, ComponentType>> = {
  "/": page(async () => (await import("./pages/landing/HomePage")).HomePage),
  "/about": page(async () => (await import("./pages/landing/LandingPage")).LandingPage),
  "/livestreams": page(async () => (await import("./pages/BrowsePage")).BrowsePage),
  "/livestreams/:id": show(async () => (await import("./pages/watch/WatchPage")).WatchPage),
  "/livestreams/:id/chat": show(async () => (await import("./pages/chat/ChatPage")).ChatPage),
  "/livestreams/:id/moderation": worded(
    async () => (await import("./pages/moderation/ModerationPage")).ModerationPage,
  ),
  "/artists/:id": page(async () => (await import("./pages/artists/ArtistPage")).ArtistPage),
  "/clips/:id": page(async () => (await import("./pages/clips/ClipPage")).ClipPage),
  "/embed/livestreams/:id": page(async () => (await import("./pages/embed/EmbeddedShow")).EmbeddedShow),
  "/embed/livestreams/:id/enter": page(async () => (await import("./pages/embed/EnterPage")).EnterPage),
  "/embed/clips/:id": page(async () => (await import("./pages/clips/EmbeddedClip")).EmbeddedClip),
  "/register": page(async () => (await import("./pages/RegisterPage")).RegisterPage),
  "/sign-in": page(async () => (await import("./pages/SignInPage")).SignInPage),
  "/account": page(async () => (await import("./pages/account/AccountPage")).AccountPage),
  "/closed": page(async () => (await import("./pages/account/ClosedPage")).ClosedPage),
  "/verify": page(async () => (await import("./pages/account/VerifyPage")).VerifyPage),
  "/unsubscribe/:token": page(async () => (await import("./bell/UnsubscribePage")).UnsubscribePage),
  "/forgot": page(async () => (await import("./pages/account/ForgotPage")).ForgotPage),
  "/reset": page(async () => (await import("./pages/account/ResetPage")).ResetPage),
  "/operator": worded(async () => (await import("./pages/operator/OperatorPage")).OperatorPage),
  "/tokens": page(async () => (await import("./pages/tokens/WalletsPage")).WalletsPage),
  "/artist": () => <Navigate to="/artist/livestreams" replace />,
  "/artist/livestreams": studio(async () => (await import("./pages/OwnLivestreamsPage")).OwnLivestreamsPage),
  "/artist/livestreams/create": studio(async () => (await import("./pages/CreatePage")).CreatePage),
  "/artist/livestreams/:id": studio(async () => (await import("./pages/ControlPage")).ControlPage),
  "/artist/livestreams/:id/stage": studio(async () => (await import("./pages/stage/StagePage")).StagePage),
  "/artist/livestreams/:id/audience": studio(
    async () => (await import("./pages/audience/AudiencePage")).AudiencePage,
  ),
  "/artist/tokens": studio(async () => (await import("./pages/tokens/ArtistTokensPage")).ArtistTokensPage),
  "/artist/profile": studio(async () => (await import("./pages/ProfilePage")).ProfilePage),
  "/artist/replays": studio(async () => (await import("./pages/replays/ReplaysPage")).ReplaysPage),
  "/artist/overlays": studio(async () => (await import("./pages/overlays/OverlaysPage")).OverlaysPage),
  "/artist/rehearsal": studio(async () => (await import("./pages/RehearsalPage")).RehearsalPage),
};

export function Pages() {
  const path = usePath();
  return <Around bare={BARE.test(path)}>{<Shown path={path} />}</Around>;
}

function Around({ bare, children }: { bare: boolean; children: ReactNode }) {
  return bare ? children : <Layout>{children}</Layout>;
}

/** The page of this address; while it is fetched the last one stays. */
function Shown({ path }: { path: string }) {
  return (
    <Boundary path={path} fallback={CrashPage}>
      <Router>
        {Object.entries(PAGES).map(([at, component]) => (
          <Route key={at} path={at} component={component} />
        ))}
        <Route default component={NotFoundPage} />
      </Router>
    </Boundary>
  );
}
