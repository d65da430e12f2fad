// Copies the text of the frame with its styles; without scripts people select and copy by hand.
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  const said = document.querySelector("[data-said]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const html = await (await fetch(button.dataset.copy)).text();
      const plain = new DOMParser().parseFromString(html, "text/html").body.innerText;
      await navigator.clipboard.write([
        new ClipboardItem({
          "text/html": new Blob([html], { type: "text/html" }),
          "text/plain": new Blob([plain], { type: "text/plain" }),
        }),
      ]);
      said.textContent = "已复制，请到公众号编辑器里粘贴。";
    } catch {
      said.textContent = "浏览器不允许复制：请在框里点一下，按 Ctrl+A、Ctrl+C。";
    }
  });
}
