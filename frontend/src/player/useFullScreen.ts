import { type RefObject, useEffect } from "preact/compat";

interface Controller extends HTMLElement {
  fullscreenElement: Element | null;
}

/**
 * What fills the screen when that is asked for: the element of this id, with all that is to be seen there. As an attribute of the
 * controller it would be looked up while that is made: within the app that is before it is in the document, and the picture alone
 * would fill the screen.
 */
export function useFullScreen(media: RefObject<HTMLElement | null>, id: string): void {
  useEffect(() => {
    void customElements.whenDefined("media-controller").then(() => {
      const controller = media.current as Controller | null;
      if (controller !== null) controller.fullscreenElement = document.getElementById(id);
    });
  }, [media, id]);
}
