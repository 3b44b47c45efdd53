import en from "../locales/en.json";
import { addMessages } from "./t";

/** Tests read English. */
addMessages({ ...en.site, ...en.studio }, "en");
