/**
 * `/embed.js`: a show in anybody's page, as an element.
 *
 *     <script src="https://live.example.org/embed.js" async></script>
 *     <encryptedmedia-live livestream="ID" chat muted></encryptedmedia-live>
 *
 * It is a frame of ours and nothing else: what is in it stays there. The page hears `live`, `ended` and `status`.
 */

const NAME = "encryptedmedia-live";
const ALLOW = "autoplay; fullscreen; picture-in-picture; storage-access";
/** How wide the chat is beside the picture, and how high below it; as in `pages/embed/embed.css`. */
const STYLE = `:host{display:block;container-type:inline-size}
:host([hidden]){display:none}
iframe{display:block;width:100%;aspect-ratio:16/9;border:0;background:#0a0b0d;color-scheme:normal}
iframe.chat{aspect-ratio:auto;height:calc(56.25cqi + 22rem)}
@container (min-width:48rem){iframe.chat{height:max(20rem,calc((100cqi - 20rem)*.5625))}}`;

/** What the frame says of its show. */
interface News {
  livestream: string;
  status: string;
  interrupted: boolean;
}

/** Where this file is from: the frame's pages are beside it. */
const here =
  (document.currentScript as HTMLScriptElement | null)?.src ??
  document.querySelector<HTMLScriptElement>('script[src*="/embed.js"]')?.src ??
  location.href;

class LiveElement extends HTMLElement {
  static readonly observedAttributes = ["livestream", "chat", "muted", "label", "site"];

  readonly #frame = document.createElement("iframe");
  #news: News | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#frame.allow = ALLOW;
    // Whoever asks for the page is to be known, so that an artist can say where a show is seen: the site, not the page.
    this.#frame.referrerPolicy = "strict-origin-when-cross-origin";
    root.append(this.#frame);
  }

  /** `scheduled`, `live`, `ended`, `archived` or `cancelled`; null: that is not known yet. */
  get status(): string | null {
    return this.#news?.status ?? null;
  }

  connectedCallback(): void {
    addEventListener("message", this.#hear);
    this.#show();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#hear);
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === "livestream" || name === "site") this.#show();
    else this.#change();
  }

  /** Where the pages are: `site`, for whoever serves this file from elsewhere, else where it came from. */
  get #site(): URL {
    return new URL(this.getAttribute("site") ?? here, document.baseURI);
  }

  #is(name: string): boolean {
    return this.hasAttribute(name) && this.getAttribute(name) !== "false";
  }

  #show(): void {
    const id = this.getAttribute("livestream");
    this.#news = null;
    this.#label();
    if (!id) {
      this.#frame.removeAttribute("src");
      return;
    }
    const url = new URL(`embed/livestreams/${encodeURIComponent(id)}`, this.#site);
    for (const name of ["chat", "muted"]) if (this.#is(name)) url.searchParams.set(name, "1");
    this.#frame.src = url.href;
  }

  /** What plays goes on. */
  #change(): void {
    this.#label();
    const wishes = { chat: this.#is("chat"), muted: this.#is("muted") };
    this.#frame.contentWindow?.postMessage({ [NAME]: wishes }, this.#site.origin);
  }

  #label(): void {
    this.#frame.title = this.getAttribute("label") ?? "Livestream";
    this.#frame.classList.toggle("chat", this.#is("chat"));
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.#frame.contentWindow || origin !== this.#site.origin) return;
    const news: News | undefined = data?.[NAME];
    if (typeof news?.status !== "string") return;
    const before = this.#news?.status;
    this.#news = news;
    this.dispatchEvent(new CustomEvent("status", { detail: news }));
    if (before !== news.status && (news.status === "live" || news.status === "ended"))
      this.dispatchEvent(new CustomEvent(news.status, { detail: news }));
  };
}

// A page may have it twice, of two sites even: the first stays.
if (!customElements.get(NAME)) customElements.define(NAME, LiveElement);
