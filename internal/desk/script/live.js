
// What others do shows by itself: a page that is looked at asks every few seconds how
// far the log has come, which costs next to nothing while nothing happens.
function follow(changed) {
  let head = -1, tag = '', busy = false;
  const ask = async () => {
    if (document.hidden || busy) return;
    busy = true;
    try {
      const answer = await fetch('/api/changes?since=' + head, { headers: tag ? { 'If-None-Match': tag } : {}, cache: 'no-store' });
      if (answer.status === 200) {
        const got = await answer.json(), first = head < 0;
        head = got.head; tag = answer.headers.get('ETag');
        if (!first) await changed(got);
      }
    } catch { /* the desk is away; it is asked again */ } finally { busy = false; }
  };
  ask();
  setInterval(ask, 2500);
  document.addEventListener('visibilitychange', ask);
  return ask;
}

// The queue: j and k go through it, and it is renewed when something was decided.
function openQueue(section) {
  let at = -1;
  const rows = () => $$('.queue tbody tr', section);
  const move = to => {
    const all = rows();
    at = Math.max(0, Math.min(all.length - 1, to));
    all.forEach((r, i) => r.classList.toggle('on', i === at));
    $('a.v', all[at])?.focus();
  };
  document.addEventListener('keydown', e => {
    if (typing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    const by = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (by) { e.preventDefault(); move(at + by); }
  });
  follow(async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    section.replaceChildren(...$('.finder', page).childNodes);
    if (at >= 0) move(at);
    live('The queue has changed: ' + $('.total', section).textContent);
  });
}

// A decision whose words mean another value by now is dismissed: cancelled, by an act
// that says why.
document.addEventListener('click', async e => {
  const b = e.target.closest('[data-dismiss]');
  if (!b) return;
  b.disabled = true;
  const answer = await fetch(`/api/decisions/${b.dataset.dismiss}/undo`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ why: 'the words stand for another value now' }) });
  if (answer.ok) { b.closest('li').remove(); live('The old decision is dismissed.'); } else { b.disabled = false; live((await answer.json()).error); }
});
