/* Small things on every page: menus close, forms are sent once, problems are shown, the cover covers. */
(() => {
  "use strict";

  const openMenus = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });

  /* A form is sent once: the second press of a double click does nothing. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // When no answer comes it may be tried again; the form's own key keeps it from being done twice.
    setTimeout(() => delete form.dataset.sent, 5_000);
  });

  /* A page taken back from the browser's own store may be sent again. */
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        said.textContent = copy.dataset.copied;
      });
    }
  });

  /* What has been done is said aloud: a region that is there from the beginning is not. */
  const done = document.getElementById("messages");
  const said = document.getElementById("said");
  if (done && said && done.textContent.trim()) {
    setTimeout(() => {
      said.textContent = done.textContent.replace(/\s+/g, " ").trim();
    }, 300);
  }

  /* What is wrong is read first. */
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();

  /* Under the cover of an ended session nothing is reached, by key or by ear. */
  const cover = () => {
    const ended = document.querySelector("#time-left .cover");
    for (const element of document.querySelectorAll(".bar, .main, .foot, .skip")) element.inert = Boolean(ended);
    if (ended && !ended.contains(document.activeElement)) ended.querySelector("a, button").focus();
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "time-left") cover();
  });

  /* After signing in again in another window the forms of this one carry the new session's mark. */
  document.addEventListener("htmx:afterRequest", (event) => {
    const mark = event.detail.xhr.getResponseHeader("X-CSRFToken");
    if (!mark) return;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = mark;
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    document.body.setAttribute("hx-headers", JSON.stringify({ ...headers, "X-CSRFToken": mark }));
  });

  /* Arrows walk the rows of a list, once one of them has the focus. */
  document.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    const list = event.target.closest("[data-rows]");
    if (!list || !event.target.matches("[data-row]")) return;
    const rows = [...list.querySelectorAll("[data-row]")];
    const here = rows.indexOf(event.target);
    const there = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (rows[there]) {
      event.preventDefault();
      rows[there].focus();
    }
  });
})();
