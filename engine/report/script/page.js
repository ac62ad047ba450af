"use strict";
// Comfort only: every page says all it has to say without this.
document.documentElement.classList.replace("no-js", "js");
for (const element of document.querySelectorAll(".js-only[hidden]")) element.hidden = false;
