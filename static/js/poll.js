/* Wakes what keeps itself fresh: ten seconds apart, two for a minute after own activity, a minute when hidden.

   An element with data-poll gets the event "wake", which its hx-trigger names. It asks again only when the page is in
   front of somebody or a minute has passed, and never twice at once. Nothing here keeps a session alive.
*/
(() => {
  "use strict";

  const CALM = 10_000;
  const BUSY = 2_000;
  const HIDDEN = 60_000;
  const BUSY_FOR = 60_000;

  let busyUntil = 0;
  let timer = 0;

  // Thousands of open lists should not ask at the same moment.
  const jitter = (pause) => pause * (0.8 + Math.random() * 0.4);

  const pause = () => {
    if (document.hidden) return HIDDEN;
    return Date.now() < busyUntil ? BUSY : CALM;
  };

  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(wake, jitter(pause()));
  };

  const wake = () => {
    for (const element of document.querySelectorAll("[data-poll]")) element.dispatchEvent(new Event("wake"));
    schedule();
  };

  const busy = () => {
    busyUntil = Date.now() + BUSY_FOR;
  };

  document.addEventListener("submit", busy);
  // A page that an own act has just led to.
  if (document.querySelector("[data-acted]")) busy();
  document.addEventListener("visibilitychange", () => (document.hidden ? schedule() : wake()));
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  schedule();
})();
