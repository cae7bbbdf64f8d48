/* Says times again as they pass, with the words and rules of core/spoken_time.py and by the server's clock. */
(() => {
  "use strict";

  const block = document.getElementById("time-words");
  if (!block) return;
  const words = JSON.parse(block.textContent);
  // A ward's computer may be minutes off.
  const ahead = Date.now() - Date.parse(words.now);

  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  const sweden = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Stockholm",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });

  const parts = (at) => Object.fromEntries(sweden.formatToParts(at).map(({ type, value }) => [type, value]));
  /* The date as midnight in UTC, so that days can be counted. */
  const date = (at) => {
    const { year, month, day } = parts(at);
    return Date.UTC(year, month - 1, day);
  };
  const days = (first, last) => Math.round((last - first) / DAY);
  const fill = (text, amount) => text.replace("{}", amount);

  const day = (on, today) => {
    const near = words.near[days(today, on) + 1];
    if (near) return near;
    const then = new Date(on);
    const said = `${words.weekdays[(then.getUTCDay() + 6) % 7]} ${then.getUTCDate()} ${words.months[then.getUTCMonth()]}`;
    return then.getUTCFullYear() === new Date(today).getUTCFullYear() ? said : `${said} ${then.getUTCFullYear()}`;
  };

  const moment = (at, now) => {
    const { hour, minute } = parts(at);
    return `${day(date(at), date(now))} ${hour}.${minute}`;
  };

  const ago = (at, now) => {
    const passed = now - at;
    if (passed < MINUTE) return words.justNow;
    if (passed < HOUR) return fill(words.ago, Math.floor(passed / MINUTE));
    return moment(at, now);
  };

  const amount = (first, last) => {
    const length = last - first;
    if (length < HOUR) return fill(words.minutes, Math.floor(length / MINUTE));
    if (length < DAY) return fill(words.hours, Math.floor(length / HOUR));
    const number = days(date(first), date(last));
    return fill(number === 1 ? words.day : words.days, number);
  };

  const left = (due, now) => (now > due ? fill(words.overdue, amount(due, now)) : fill(words.left, amount(now, due)));

  const forms = { moment, ago, left, day: (on, now) => day(on, date(now)) };

  const say = (root) => {
    const now = Date.now() - ahead;
    for (const element of root.querySelectorAll("time[data-time]")) {
      const said = forms[element.dataset.time](Date.parse(element.dateTime), now);
      if (element.textContent !== said) element.textContent = said;
    }
  };

  setInterval(() => say(document), 20_000);
  document.addEventListener("visibilitychange", () => document.hidden || say(document));
  document.addEventListener("htmx:afterSwap", (event) => say(event.detail.elt));
})();
