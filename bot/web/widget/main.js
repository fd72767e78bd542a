// Makes <signpost-chat> known to the page. The file can be loaded twice without harm.

import { SignpostChat } from "./element.js";

if (!customElements.get("signpost-chat")) customElements.define("signpost-chat", SignpostChat);
