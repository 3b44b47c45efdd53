import { createBrowserRouter, Navigate } from "react-router";
import { BrowsePage } from "./pages/BrowsePage";
import { CrashPage } from "./pages/CrashPage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { Layout } from "./ui/Layout";
import { Waiting } from "./ui/Waiting";

/** Whatever carries the player, belongs to an account, or is for artists only, comes when it is asked for. */
export const router = createBrowserRouter([
  {
    element: <Layout />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <Waiting what="Loading" />,
    children: [
      // What cannot be shown leaves the way to other pages.
      {
        errorElement: <CrashPage />,
        children: [
          { index: true, element: <Navigate to="/livestreams" replace /> },
          { path: "livestreams", element: <BrowsePage /> },
          {
            path: "livestreams/:id",
            lazy: async () => ({ Component: (await import("./pages/watch/WatchPage")).WatchPage }),
          },
          {
            path: "clips/:id",
            lazy: async () => ({ Component: (await import("./pages/clips/ClipPage")).ClipPage }),
          },
          {
            path: "register",
            lazy: async () => ({ Component: (await import("./pages/RegisterPage")).RegisterPage }),
          },
          {
            path: "sign-in",
            lazy: async () => ({ Component: (await import("./pages/SignInPage")).SignInPage }),
          },
          {
            path: "account",
            lazy: async () => ({ Component: (await import("./pages/account/AccountPage")).AccountPage }),
          },
          {
            path: "closed",
            lazy: async () => ({ Component: (await import("./pages/account/ClosedPage")).ClosedPage }),
          },
          {
            path: "verify",
            lazy: async () => ({ Component: (await import("./pages/account/VerifyPage")).VerifyPage }),
          },
          {
            path: "forgot",
            lazy: async () => ({ Component: (await import("./pages/account/ForgotPage")).ForgotPage }),
          },
          {
            path: "reset",
            lazy: async () => ({ Component: (await import("./pages/account/ResetPage")).ResetPage }),
          },
          {
            path: "tokens",
            lazy: async () => ({ Component: (await import("./pages/tokens/WalletsPage")).WalletsPage }),
          },
          {
            path: "artist",
            lazy: async () => ({ Component: (await import("./pages/ArtistOnly")).ArtistOnly }),
            children: [
              { index: true, element: <Navigate to="/artist/livestreams" replace /> },
              {
                path: "livestreams",
                lazy: async () => ({
                  Component: (await import("./pages/OwnLivestreamsPage")).OwnLivestreamsPage,
                }),
              },
              {
                path: "tokens",
                lazy: async () => ({
                  Component: (await import("./pages/tokens/ArtistTokensPage")).ArtistTokensPage,
                }),
              },
              {
                path: "replays",
                lazy: async () => ({
                  Component: (await import("./pages/replays/ReplaysPage")).ReplaysPage,
                }),
              },
              {
                path: "overlays",
                lazy: async () => ({
                  Component: (await import("./pages/overlays/OverlaysPage")).OverlaysPage,
                }),
              },
              {
                path: "rehearsal",
                lazy: async () => ({ Component: (await import("./pages/RehearsalPage")).RehearsalPage }),
              },
              {
                path: "livestreams/create",
                lazy: async () => ({ Component: (await import("./pages/CreatePage")).CreatePage }),
              },
              {
                path: "livestreams/:id",
                lazy: async () => ({ Component: (await import("./pages/ControlPage")).ControlPage }),
              },
            ],
          },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
  {
    path: "livestreams/:id/moderation",
    errorElement: <CrashPage />,
    hydrateFallbackElement: <Waiting what="Loading" />,
    lazy: async () => ({
      Component: (await import("./pages/moderation/ModerationPage")).ModerationPage,
    }),
  },
  // Seen from afar: nothing stands around it.
  {
    path: "artist/livestreams/:id/stage",
    errorElement: <CrashPage />,
    hydrateFallbackElement: <Waiting what="Loading" />,
    lazy: async () => ({ Component: (await import("./pages/ArtistOnly")).ArtistOnly }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import("./pages/stage/StagePage")).StagePage }),
      },
    ],
  },
  // A window of its own: nothing stands around it.
  {
    path: "livestreams/:id/chat",
    errorElement: <CrashPage />,
    hydrateFallbackElement: <Waiting what="Loading" />,
    lazy: async () => ({ Component: (await import("./pages/chat/ChatPage")).ChatPage }),
  },
  // For other sites' pages: nothing stands around it.
  {
    path: "embed/clips/:id",
    errorElement: <CrashPage />,
    hydrateFallbackElement: <Waiting what="Loading" />,
    lazy: async () => ({ Component: (await import("./pages/clips/EmbeddedClip")).EmbeddedClip }),
  },
]);
