
// What others do shows by itself: a page that is looked at asks every few seconds how
// far the log has come, which costs next to nothing while nothing happens.
function follow(changed) {
  let head = -1, tag = '', busy = false;
  const ask = async () => {
    if (document.hidden || busy) return;
    busy = true;
    try {
      const answer = await get('/api/changes?since=' + head, { headers: tag ? { 'If-None-Match': tag } : {}, cache: 'no-store' });
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

// The reasons for which a value is most often rejected.
const reasons = ['the words do not say it', 'another value', 'another role or group', 'another incident', 'said twice'];

// The queue: keys go through it and decide, Enter opens a value beside its words. What
// others decide goes out of it by itself.
function openQueue(section) {
  let at = 0, asking = null;
  const mine = JSON.parse(sessionStorage.getItem('mine') ?? '[]'), keep = () => sessionStorage.setItem('mine', JSON.stringify(mine));
  const rows = () => $$('.queue tbody tr[data-value]', section);
  const say = (text, bad) => { const p = $('.told', section); p.textContent = text; p.classList.toggle('bad', !!bad); live(text); };
  const mark = (to, focus = true) => {
    const all = rows();
    at = Math.max(0, Math.min(all.length - 1, to));
    all.forEach((r, i) => r.classList.toggle('on', i === at));
    if (focus) $('a.v', all[at])?.focus();
  };
  const renew = async () => {
    if (asking) return; // when that is done
    const page = new DOMParser().parseFromString(await (await get(location.href)).text(), 'text/html'), text = $('.told', section).textContent;
    if (asking) return;
    section.replaceChildren(...$('.finder', page).childNodes);
    $('.told', section).textContent = text;
    mark(at, document.activeElement === document.body);
  };
  const decide = async (row, kind, more = {}) => {
    const d = row.dataset;
    try {
      const got = await post('/api' + incident(d.record) + '/decisions', { kind, slot: d.slot, value: d.value, shown: d.shown, seen: +d.last, ...more });
      mine.push(got.decision); keep();
      row.remove();
      mark(at);
      say(`✓ kept at ${got.at.slice(11, 19)} UTC · ${kind} “${$('.v', row).textContent.trim()}” · decision ${got.decision}`);
    } catch (e) { say(e.message, true); }
    await renew();
    if (!asking) mark(at);
  };
  // Keys that are pressed while a decision is being kept are done after it, each on the
  // row that is then marked.
  let going = Promise.resolve();
  const inTurn = act => { going = going.then(act); };
  const marked = () => { const row = rows()[at]; return row?.classList.contains('on') ? row : null; };
  const ask = row => {
    asking?.remove();
    asking = el('tr', '', 'asking');
    const td = el('td');
    td.colSpan = 5;
    td.append('Why does it not hold? ');
    reasons.forEach((why, i) => {
      const b = el('button', '', 'small');
      b.type = 'button';
      b.append(el('kbd', String(i + 1)), ' ' + why);
      b.addEventListener('click', () => { asking.remove(); asking = null; decide(row, 'reject', { why }); });
      td.append(b, ' ');
    });
    asking.append(td);
    row.after(asking);
    $('button', td).focus();
  };
  document.addEventListener('keydown', async e => {
    if (typing(e)) return;
    if ((e.ctrlKey || e.metaKey) && e.key === 'z') {
      e.preventDefault();
      inTurn(async () => {
        const seq = mine.pop();
        if (!seq) return say('You have decided nothing here that could be undone.', true);
        try { await post(`/api/decisions/${seq}/undo`, {}); keep(); say(`✓ decision ${seq} is undone`); } catch (x) { say(x.message, true); }
        await renew();
      });
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (asking) {
      if (e.key === 'Escape') { asking.remove(); asking = null; mark(at); }
      $$('button', asking)[+e.key - 1]?.click();
      return;
    }
    const row = rows()[at], by = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (by) { e.preventDefault(); mark(row?.classList.contains('on') ? at + by : at); return; }
    if (!row?.classList.contains('on')) return;
    const decides = kind => inTurn(() => marked() && decide(marked(), kind));
    const act = { a: () => decides('accept'), u: () => decides('unsure_value'), x: () => ask(row), e: () => { location.href = $('a.v', row).href; } }[e.key];
    if (act) { e.preventDefault(); act(); }
  });
  follow(async () => { if (!asking) await renew(); });
}

// A decision whose words mean another value by now is dismissed: cancelled, by an act
// that says why.
document.addEventListener('click', async e => {
  const b = e.target.closest('[data-dismiss]');
  if (!b) return;
  b.disabled = true;
  try {
    await post(`/api/decisions/${b.dataset.dismiss}/undo`, { why: 'the words stand for another value now' });
    b.closest('li').remove();
    live('The old decision is dismissed.');
  } catch (x) { b.disabled = false; live(x.message); }
});
