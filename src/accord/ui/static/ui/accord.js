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

// Says the day of three boxes in words while it is typed, as the server does when the page is made.
document.addEventListener("input", (event) => {
  const parts = event.target.closest(".day-parts");
  if (!parts) return;
  const typed = Array.from(parts.querySelectorAll("input"), (box) => [box.name, Number(box.value)]);
  const [day, month, year] = ["_day", "_month", "_year"].map((end) => typed.find(([name]) => name.endsWith(end))[1]);
  const found = new Date(Date.UTC(year, month - 1, day));
  const isDay = year > 999 && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const said = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  parts.querySelector("output").textContent = isDay ? found.toLocaleDateString(language, said).replace(",", "") : "";
});

// The back button may show the page as it was left.
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-idle]")) {
    button.removeAttribute("aria-disabled");
    button.textContent = button.dataset.idle;
  }
});
