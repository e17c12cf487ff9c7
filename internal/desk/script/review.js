// Deciding: one key decides and goes on to the next value. Every decision is kept
// on the desk at once, and shown as kept; what somebody else has decided meanwhile
// is never written over.
function openReview({ root, sheets, light, find, box, hide, near, forget, selected }) {
  const state = $('.state'), mine = JSON.parse(sessionStorage.getItem('mine') ?? '[]');
  const values = () => $$('.groups .v[data-slot]').filter(v => v.offsetParent);
  const at = () => values().findIndex(v => v.classList.contains('on') || v === document.activeElement);
  const current = () => values()[at()];
  const say = (text, bad) => { state.hidden = false; state.classList.toggle('bad', !!bad); $('span', state).textContent = text; live(text); };
  const move = to => {
    const all = values(), v = all[Math.max(0, Math.min(all.length - 1, to))];
    if (!v) return;
    v.scrollIntoView({ block: 'center' });
    v.focus({ preventScroll: true });
    light(v.dataset.v);
  };
  const post = async (path, body) => {
    let answer;
    try { answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }); }
    catch { throw new Error('the desk does not answer; nothing was changed, try again'); }
    const got = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(got.error), { conflict: answer.status === 409 });
    return got;
  };
  // The page is made anew by the desk, and what is on it is put in the place of what
  // was, so that both always agree.
  const renew = async id => {
    forget();
    const doc = selected(), path = '/incidents/' + encodeURIComponent(id) + (doc ? '?doc=' + encodeURIComponent(doc) : '');
    const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
    const was = $('.facts'), details = $('[data-details]')?.checked;
    was.replaceChildren(...$('.facts', page).childNodes);
    sheets.replaceChildren(...$('.sheets', page).childNodes);
    $('.counts').replaceChildren(...$('.counts', page).childNodes);
    root.dataset.last = $('.record', page).dataset.last;
    if (id !== root.dataset.record) { root.dataset.record = id; history.replaceState(null, '', '/incidents/' + encodeURIComponent(id)); }
    if (details) { const b = $('[data-details]'); if (b) b.checked = true; }
  };
  const decide = async (kind, more = {}, v = current(), stay = false) => {
    if (root.dataset.frozen) { say('This is the record as it stood; decide on it as it is now.', true); return; }
    if (document.body.dataset.role === 'viewer') { say('A viewer reads and does not decide; an administrator gives another role.', true); return; }
    if (!v && !more.slot) { say('Choose a value first: j and k go through them.', true); return; }
    const index = at();
    const body = { kind, seen: +root.dataset.last, ...more };
    if (v) { const { thing } = await find(v.dataset.v); Object.assign(body, { slot: v.dataset.slot, value: v.dataset.v, shown: thing.text }); }
    try {
      const got = await post('/api/incidents/' + encodeURIComponent(root.dataset.record) + '/decisions', body);
      mine.push(got.decision);
      sessionStorage.setItem('mine', JSON.stringify(mine));
      await renew(got.record);
      say(`✓ kept at ${got.at.slice(11, 19)} UTC · decision ${got.decision}${got.waits ? ", which waits for a second person" : ""}`);
      const all = values();
      if (index >= 0 && !stay) {
        const next = all.findIndex((x, i) => i > index && !x.dataset.state);
        if (next >= 0) move(next); else { move(index); say(`✓ decision ${got.decision} kept · nothing undecided below; the queue has more`); }
      }
    } catch (e) {
      say(e.message, true);
      if (e.conflict) { await renew(root.dataset.record); move(index); }
    }
  };
  const undo = async seq => {
    try {
      const got = await post(`/api/decisions/${seq}/undo`, {});
      const i = mine.indexOf(seq);
      if (i >= 0) mine.splice(i, 1);
      sessionStorage.setItem('mine', JSON.stringify(mine));
      await renew(root.dataset.record);
      say(`✓ decision ${seq} is undone (no. ${got.decision})`);
    } catch (e) { say(e.message, true); }
  };
  root.addEventListener('click', e => { const b = e.target.closest('[data-undo]'); if (b) undo(+b.dataset.undo); });

  // A menu over a value: buttons that a digit presses too.
  const menu = (v, title, choices) => {
    const c = box();
    c.append(el('h5', title));
    choices.forEach(([label, act], i) => {
      const b = el('button', '', 'choose');
      b.type = 'button';
      b.append(el('kbd', String(i + 1)), ' ' + label);
      b.addEventListener('click', () => { hide(); act(); });
      c.append(b);
    });
    c.addEventListener('keydown', e => { const b = $$('.choose', c)[+e.key - 1]; if (b) { e.preventDefault(); e.stopPropagation(); b.click(); } if (e.key === 'Escape') { hide(); v.focus(); } });
    near(c, v);
    $('button', c).focus();
  };
  // A line to write into, over a value.
  const ask = (v, title, value, act) => {
    const c = box(), f = el('form', '', 'ask'), input = el('input', '');
    f.append(el('h5', title), input);
    input.value = value;
    input.setAttribute('aria-label', title);
    f.addEventListener('submit', e => { e.preventDefault(); const s = input.value.trim(); if (s) { hide(); act(s); } });
    input.addEventListener('keydown', e => { if (e.key === 'Escape') { hide(); v.focus(); } });
    c.append(f);
    near(c, v);
    input.focus(); input.select();
  };
  const reject = v => menu(v, 'Why does it not hold?', ['the words do not say it', 'another value', 'another role or group', 'another incident', 'said twice'].map(why => [why, () => decide('reject', { why }, v)])
    .concat([['another reason …', () => ask(v, 'Why does it not hold?', '', why => decide('reject', { why }, v))]]));
  const candidates = v => $$('.v[data-slot]', v.closest('dd'));

  document.addEventListener('keydown', e => {
    if (typing(e) || e.target.closest('.card')) return;
    if ((e.ctrlKey || e.metaKey) && e.key === 'z') { e.preventDefault(); if (mine.length) undo(mine[mine.length - 1]); else say('You have decided nothing here that could be undone.', true); return; }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const v = current(), i = at();
    const keys = {
      j: () => move(i + 1), k: () => move(i < 0 ? 0 : i - 1),
      a: () => decide('accept'), c: () => decide('choose'), u: () => move(i + 1),
      x: () => v && reject(v),
      e: () => v && ask(v, 'What do the words mean?', $('.t', v).textContent, s => decide('edit', { new: s }, v)),
      n: () => v && ask(v, 'A note on this value', '', why => decide('note', { why }, v, true)),
    };
    if (keys[e.key]) { e.preventDefault(); hide(); keys[e.key](); return; }
    const to = /^[1-9]$/.test(e.key) && v && candidates(v)[+e.key - 1];
    if (to) { e.preventDefault(); move(values().indexOf(to)); }
  });

  // Chosen words are offered as evidence for a value that was not found.
  sheets.addEventListener('mouseup', () => setTimeout(() => {
    const s = getSelection(), words = s.toString();
    if (s.isCollapsed || !words.trim() || words.length > 500) return;
    const sheet = s.anchorNode.parentElement.closest('.sheet');
    if (!sheet || s.focusNode.parentElement.closest('.sheet') !== sheet) return;
    const c = box(), f = $('#adding').content.firstElementChild.cloneNode(true);
    f.elements.new.value = words.trim();
    f.addEventListener('submit', e => {
      e.preventDefault();
      const slot = f.elements.slot.value, value = f.elements.new.value.trim();
      if (!value) return;
      hide();
      decide('add', { slot, new: value, words: words.trim(), document: sheet.dataset.doc }, null, true);
    });
    f.addEventListener('keydown', e => { if (e.key === 'Escape') hide(); });
    c.append(f);
    near(c, s.anchorNode.parentElement);
  }));
}

