// Makes smoother what works without it: focus after a swap, and forms that save as you go.
"use strict";

document.addEventListener("htmx:afterSwap", (event) => {
  const first = event.detail.target.querySelector("[autofocus]");
  if (first) first.focus();
});

// Says "Sending…" once, so that a slow line doesn't tempt people to press again. The server
// counts a form once in any case.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.dataset.busy || event.target.method !== "post") return;
  button.dataset.idle = button.textContent;
  button.setAttribute("aria-disabled", "true");
  button.textContent = button.dataset.busy;
});

// The back button may show the page as it was left.
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-idle]")) {
    button.removeAttribute("aria-disabled");
    button.textContent = button.dataset.idle;
  }
});
