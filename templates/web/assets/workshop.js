// Keys and dragging in the edition workshop; every act is also a button.
"use strict";

(() => {
  const itemOf = (element) => element?.closest?.(".item");

  // With an item in focus: J and K move it, p makes it the lead, h holds it, d drops it, e edits it.
  const acts = { J: "down", K: "up", p: "pin", h: "hold", d: "discard" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea") || localStorage.getItem("keys") === "off") return;
    const item = itemOf(document.activeElement);
    if (!item) return;
    if (event.key === "e") {
      const tools = item.querySelector(".more-tools");
      if (!tools) return;
      tools.open = true;
      tools.querySelector("textarea")?.focus();
      event.preventDefault();
    } else if (acts[event.key]) {
      item.querySelector(`[data-act="${acts[event.key]}"]`)?.click();
      event.preventDefault();
    }
  });

  // Dragging an item onto another puts it there: the form of its section is filled in and sent.
  let dragged = null;
  const clear = () => document.querySelectorAll(".above").forEach((one) => one.classList.remove("above"));
  document.addEventListener("dragstart", (event) => {
    dragged = itemOf(event.target);
    dragged?.classList.add("dragged");
  });
  document.addEventListener("dragend", () => { dragged?.classList.remove("dragged"); dragged = null; clear(); });
  document.addEventListener("dragover", (event) => {
    const over = itemOf(event.target);
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    clear();
    over.classList.add("above");
  });
  document.addEventListener("drop", (event) => {
    const over = itemOf(event.target);
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const form = [...dragged.querySelectorAll("form")].find((one) => one.querySelector("select[name=theme]"));
    if (!form) return;
    const section = over.closest(".theme");
    const isBelow = section === dragged.closest(".theme") && Number(dragged.dataset.position) < Number(over.dataset.position);
    form.querySelector("[name=theme]").value = section.dataset.theme;
    form.querySelector("[name=position]").value = String(Number(over.dataset.position) - (isBelow ? 1 : 0));
    form.submit();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-frame]");
    if (!button) return;
    const frame = document.querySelector(".frame");
    frame.className = `frame ${button.dataset.frame}`;
    document.querySelectorAll("[data-frame]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
  });
})();
