// Keys and small comforts of the desk. Every page works without this file.
"use strict";

(() => {
  // On a telephone the menu is wider than the screen: show where one is.
  const menu = document.querySelector(".places");
  const here = menu?.querySelector("[aria-current]");
  if (here) menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;

  const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]");
  const areKeysOn = () => localStorage.getItem("keys") !== "off";

  // Anything with data-key="e" answers that key: links and buttons are clicked, details opened.
  function press(key) {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    if (target.localName === "details") {
      target.open = true;
      target.querySelector("textarea:not([hidden]), input:not([type=hidden])")?.focus();
    } else {
      target.click();
    }
    return true;
  }

  // j and k walk along the rows of a list.
  function step(by) {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return false;
    const at = rows.indexOf(document.activeElement);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  function joinHere() {
    const passage = document.querySelector(".passage.here, .passage:focus-within");
    const button = passage?.querySelector("[data-join]");
    button?.click();
    return Boolean(button);
  }

  const dialog = () => document.getElementById("keys");
  const own = {
    "?": () => { dialog()?.showModal(); return true; },
    "/": () => {
      const field = document.querySelector("input[type=search]");
      if (field) field.focus(); else location.href = "/desk/search";
      return true;
    },
    j: () => step(1),
    k: () => step(-1),
    m: joinHere,
    g: () => { window.scrollTo(0, 0); document.querySelector("[data-row]")?.focus(); return true; },
  };

  // What cannot be taken back asks once more.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-sure]");
    if (button && !window.confirm(button.dataset.sure)) event.preventDefault();
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && isTyping(event.target)) { event.target.blur(); return; }
    if (isTyping(event.target) || dialog()?.open) return;
    if (!areKeysOn() && event.key !== "?") return;
    if (press(event.key) || own[event.key]?.()) event.preventDefault();
  });

  // A paragraph and its lines in the original are marked together.
  function trace(number) {
    const isHere = (element, value) => element.classList.toggle("here", value);
    document.querySelectorAll(".passage").forEach((one) => isHere(one, one.dataset.paragraph === number));
    const marks = [...document.querySelectorAll(".lines mark")];
    marks.forEach((one) => isHere(one, one.dataset.of === number));
    const first = marks.find((one) => one.dataset.of === number);
    const box = document.getElementById("original");
    if (first && box && box.scrollHeight > box.clientHeight) {
      box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    }
  }

  document.addEventListener("click", (event) => {
    const passage = event.target.closest(".passage");
    const line = event.target.closest(".lines mark");
    if (passage && !event.target.closest("form")) {
      trace(passage.dataset.paragraph);
      if (event.target.closest("[data-trace]")) event.preventDefault();
    } else if (line) {
      trace(line.dataset.of);
      document.querySelector(".passage.here")?.scrollIntoView({ block: "center" });
    }
    if (event.target.id === "keys-switch") {
      localStorage.setItem("keys", areKeysOn() ? "off" : "on");
      showSwitch();
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  function showSwitch() {
    const button = document.getElementById("keys-switch");
    if (!button) return;
    button.setAttribute("aria-pressed", String(areKeysOn()));
    button.textContent = `快捷键：${areKeysOn() ? "开" : "关"}`;
  }

  // The original opens at the article, not at the top of its page.
  function showOriginal() {
    const box = document.getElementById("original");
    const first = box?.querySelector(".lines mark");
    if (first && box.scrollHeight > box.clientHeight && !location.hash) {
      box.scrollTop = first.getBoundingClientRect().top - box.getBoundingClientRect().top - 80;
    }
  }

  showSwitch(); // the script is deferred: the page is there
  showOriginal();
})();
