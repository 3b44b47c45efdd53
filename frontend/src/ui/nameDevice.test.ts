import { afterEach, expect, test } from "vitest";
import { addMessages } from "../i18n/t";
import de from "../locales/de.json";
import en from "../locales/en.json";
import { nameDevice } from "./nameDevice";

afterEach(() => addMessages(en.site, "en"));

test("a browser is named in the page's language, and a program as it names itself", () => {
  const phone = { device: "Chrome on Android", browser: "Chrome", system: "Android" };
  addMessages(en.site, "en");
  expect(nameDevice(phone)).toBe("Chrome on Android");
  addMessages(de.site, "de");
  expect(nameDevice(phone)).toBe("Chrome auf Android");
  expect(nameDevice({ device: "Firefox", browser: "Firefox", system: null })).toBe("Firefox");
  expect(nameDevice({ device: "python-httpx", browser: null, system: null })).toBe("python-httpx");
  expect(nameDevice({ device: "", browser: null, system: null })).toBeNull();
});
