"use strict";
// Makes the page live. Without it the page works too, by plain forms. A message is kept here until its answer has come:
// after a lost connection, or a restart of the program, it is sent again under the same id.
(() => {
  const talk = document.getElementById("talk"), form = document.getElementById("ask"), box = document.getElementById("text");
  const state = document.getElementById("state"), middle = document.getElementById("middle");
  const unanswered = new Map(); // id → what was sent
  let boot = talk.dataset.boot, last = talk.dataset.last, stream, pause = 500, sending = Promise.resolve();

  const toEnd = () => { middle.scrollTop = middle.scrollHeight; };
  // An answer longer than the screen is shown from its beginning.
  const toAnswer = (li) => {
    const room = middle.clientHeight - 24;
    middle.scrollTop = li.offsetHeight > room ? li.offsetTop - middle.offsetTop - 12 : middle.scrollHeight;
  };
  const note = (text) => { state.textContent = text || ""; };
  const newID = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
  const find = (name, id) => [...talk.querySelectorAll(".said")].find((li) => li.dataset[name] === id);

  function add(html) {
    const box = document.createElement("template");
    box.innerHTML = html.trim();
    const li = box.content.firstElementChild;
    if (li.dataset.id) { // what the person said, confirmed by the program, or said in another window
      const mine = find("id", li.dataset.id);
      if (mine) { mine.replaceWith(li); return li; }
    }
    if (li.dataset.re) {
      unanswered.delete(li.dataset.re);
      if (unanswered.size === 0) talk.querySelector(".waiting")?.remove();
    }
    const waiting = talk.querySelector(".waiting");
    waiting ? waiting.before(li) : talk.append(li);
    return li;
  }

  function listen() {
    stream?.close();
    stream = new EventSource("/events?after=" + encodeURIComponent(last));
    stream.addEventListener("hello", (e) => {
      note("");
      if (e.data !== boot) { // the program was started again and knows nothing of what is under way
        boot = e.data;
        for (const [id, body] of unanswered) post(id, body);
      }
    });
    stream.addEventListener("entry", (e) => { last = e.lastEventId; const li = add(e.data); li.classList.contains("it") ? toAnswer(li) : toEnd(); });
    stream.addEventListener("reload", () => location.reload());
    // The browser connects again by itself, with the last id, unless the answer was an error.
    stream.onerror = () => { note(state.dataset.offline); if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000); };
    stream.onopen = () => note("");
  }

  async function post(id, body) {
    try {
      const answer = await fetch("/say", { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) { pause = 500; note(""); return; }
      if (answer.status !== 429 && answer.status < 500) { // trying again is useless
        unanswered.delete(id); find("id", id)?.classList.add("failed"); talk.querySelector(".waiting")?.remove(); note(state.dataset.failed);
        return;
      }
      note(answer.status === 429 ? state.dataset.slow : state.dataset.offline);
    } catch { note(state.dataset.offline); }
    pause = Math.min(pause * 2, 15000);
    await new Promise((again) => setTimeout(again, pause));
    if (unanswered.has(id)) await post(id, body);
  }

  // One after the other, so that they arrive in the order in which they were said.
  function send(fields, shown) {
    const id = newID(), body = new URLSearchParams({ ...fields, id });
    unanswered.set(id, body);
    const li = document.createElement("li");
    li.className = "said me"; li.dataset.id = id; li.textContent = shown;
    talk.querySelector(".waiting")?.remove();
    talk.append(li);
    const waiting = document.createElement("li");
    waiting.className = "said it waiting"; waiting.innerHTML = '<div class="bubble" aria-hidden="true"></div>';
    talk.append(waiting);
    toEnd();
    sending = sending.then(() => post(id, body));
  }

  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const text = box.value.trim();
    if (text) { send({ text }, text); box.value = ""; }
    box.focus();
  });
  box.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); form.requestSubmit(); }
  });
  talk.addEventListener("click", (e) => {
    const button = e.target.closest(".choices button");
    if (button) { e.preventDefault(); send({ action: button.value }, button.textContent); }
  });
  // The program ends the stream when it forgets; connecting again would get in the way of the new page.
  document.querySelector(".below form").addEventListener("submit", () => stream?.close());
  window.addEventListener("pagehide", () => stream?.close());
  window.addEventListener("pageshow", (e) => { if (e.persisted) listen(); });
  if (talk.querySelector(".me")) toEnd();
  listen();
  if (matchMedia("(hover: hover)").matches) box.focus(); // on a phone that would open the keyboard over the page
})();
