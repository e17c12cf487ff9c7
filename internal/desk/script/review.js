
// Deciding: one key decides and goes on to the next value. Every decision is kept
// on the desk at once, and shown as kept; what somebody else has decided meanwhile
// is shown by itself and never written over. Words that are typed and not sent are
// kept in the browser, and offered again.
function openReview({ root, sheets, light, find, box, hide, near, held, forget, selected }) {
  const state = $('.state'), mine = JSON.parse(sessionStorage.getItem('mine') ?? '[]');
  const values = () => $$('.groups .v[data-slot]').filter(v => v.checkVisibility());
  const at = () => values().findIndex(v => v.classList.contains('on') || v === document.activeElement);
  const current = () => values()[at()];
  const say = (text, bad, busy) => { state.hidden = false; state.classList.toggle('bad', !!bad); state.classList.toggle('busy', !!busy); $('span', state).replaceChildren(text); live(text); };
  const move = to => {
    const all = values(), v = all[Math.max(0, Math.min(all.length - 1, to))];
    if (!v) return;
    centre(v);
    v.focus({ preventScroll: true });
    light(v.dataset.v);
  };
  // The page is made anew by the desk, and what is on it is put in the place of what
  // was, so that both always agree.
  let turn = 0, shown = 0;
  const renew = async id => {
    const now = ++turn;
    forget();
    const doc = selected(), path = incident(id) + (doc ? '?doc=' + encodeURIComponent(doc) : '');
    const answer = await get(path);
    if (!answer.ok) throw new Error('the record cannot be shown anew');
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (now < shown) return +root.dataset.last; // a page that was asked for later is shown already
    shown = now;
    const details = $('[data-details]')?.checked, shut = new Set($$('.facts details').filter(d => !d.open).map(d => d.textContent.slice(0, 40)));
    $('.facts').replaceChildren(...$('.facts', page).childNodes);
    for (const d of $$('.facts details')) if (shut.has(d.textContent.slice(0, 40))) d.open = false;
    sheets.replaceChildren(...$('.sheets', page).childNodes);
    $('.tabs').replaceChildren(...$('.tabs', page).childNodes);
    $('.counts').replaceChildren(...$('.counts', page).childNodes);
    const was = +root.dataset.last;
    root.dataset.last = $('.record', page).dataset.last;
    if (id !== root.dataset.record) { root.dataset.record = id; history.replaceState(null, '', incident(id)); }
    if (details) { const b = $('[data-details]'); if (b) b.checked = true; }
    return was;
  };

  // What is typed into a field is kept until it is sent or thrown away.
  const draftKey = () => 'draft ' + root.dataset.record;
  const keep = draft => { if (draft) localStorage.setItem(draftKey(), JSON.stringify(draft)); else localStorage.removeItem(draftKey()); };
  const draft = JSON.parse(localStorage.getItem(draftKey()) ?? 'null');
  const offer = () => {
    say(`You had not sent: ${draft.title} “${draft.text}”`);
    const on = el('button', 'Go on', 'small'), off = el('button', 'Throw it away', 'small');
    $('span', state).append(' ', on, ' ', off);
    off.addEventListener('click', () => { keep(null); state.hidden = true; });
    on.addEventListener('click', () => {
      state.hidden = true;
      if (draft.kind === 'add') { addForm(draft, $('.sheet:not([hidden])')); return; }
      const v = $(`.groups .v[data-v="${CSS.escape(draft.value)}"]`);
      if (v && $('.t', v).textContent === draft.shown) { move(values().indexOf(v)); asks[draft.kind](v, draft.text); } else say('The value it was about is no longer there: ' + draft.text, true);
    });
  };

  const decide = async (kind, more = {}, v = current(), stay = false) => {
    if (root.dataset.frozen) { say('This is the record as it stood; decide on it as it is now.', true); return; }
    if (document.body.dataset.role === 'viewer') { say('A viewer reads and does not decide; an administrator gives another role.', true); return; }
    if (!v && !more.slot) { say('Choose a value first: j and k go through them.', true); return; }
    const index = v ? values().indexOf(v) : at();
    const body = { kind, seen: +root.dataset.last, ...more };
    say('keeping …', false, true);
    try {
      if (v) { const { thing } = await find(v.dataset.v); Object.assign(body, { slot: v.dataset.slot, value: v.dataset.v, shown: thing.text }); }
      const got = await post('/api' + incident(root.dataset.record) + '/decisions', body);
      keep(null);
      mine.push(got.decision);
      sessionStorage.setItem('mine', JSON.stringify(mine));
      await renew(got.record);
      say(`✓ kept at ${got.at.slice(11, 19)} UTC · decision ${got.decision}`);
      const all = values();
      if (index >= 0 && !stay) {
        const next = all.findIndex((x, i) => i > index && !x.dataset.state);
        if (next >= 0) move(next); else { move(index); say(`✓ decision ${got.decision} kept · nothing undecided below; the queue has more`); }
      } else if (index >= 0) move(index);
    } catch (e) {
      say(e.message, true);
      if (e.conflict) { await renew(root.dataset.record); move(index); }
    }
  };
  // Keys that are pressed while a decision is being kept are done after it, each on the
  // value that is then the next.
  let going = Promise.resolve();
  const inTurn = act => { going = going.then(act); };
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
  root.addEventListener('click', e => {
    const b = e.target.closest('[data-undo]'), c = e.target.closest('[data-choose]');
    if (b) undo(+b.dataset.undo);
    if (c) choosing(c, c.dataset.choose);
  });

  // A menu over a value: buttons that a digit presses too.
  const menu = (v, title, choices) => {
    const c = box(title);
    choices.forEach(([label, act], i) => {
      const b = el('button', '', 'choose');
      b.type = 'button';
      b.append(el('kbd', String(i + 1)), ' ' + label);
      b.addEventListener('click', () => { hide(); act(); });
      c.append(b);
    });
    c.addEventListener('keydown', e => {
      const all = $$('.choose', c), b = all[+e.key - 1], by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (b) { e.preventDefault(); e.stopPropagation(); b.click(); }
      if (by) { e.preventDefault(); all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus(); }
      if (e.key === 'Escape') { hide(); v.focus(); }
    });
    near(c, v);
    $('button', c).focus();
  };
  // A line to write into, over a value.
  const ask = (v, kind, title, value, act) => {
    const c = box(title), f = el('form', '', 'ask'), input = el('input');
    f.append(input);
    input.value = value;
    input.dir = 'auto';
    input.setAttribute('aria-label', title);
    input.addEventListener('input', () => keep({ kind, title, text: input.value, value: v.dataset.v, shown: $('.t', v)?.textContent }));
    f.addEventListener('submit', e => { e.preventDefault(); const s = input.value.trim(); if (s) { hide(); act(s); } });
    input.addEventListener('keydown', e => { if (e.key === 'Escape') { keep(null); hide(); v.focus(); } });
    c.append(f);
    near(c, v);
    input.focus(); input.select();
  };
  const asks = {
    reject: (v, text = '') => ask(v, 'reject', 'Why does it not hold?', text, why => decide('reject', { why }, v)),
    edit: (v, text = $('.t', v).textContent) => ask(v, 'edit', 'What do the words mean?', text, s => decide('edit', { new: s }, v)),
    note: (v, text = '') => ask(v, 'note', 'A note on this value', text, why => decide('note', { why }, v, true)),
    choose: (v, text = '') => ask(v, 'choose', 'Why this one?', text, why => decide('choose', { why }, v, true)),
  };
  const reject = v => menu(v, 'Why does it not hold?', ['the words do not say it', 'another value', 'another role or group', 'another incident', 'said twice'].map(why => [why, () => decide('reject', { why }, v)])
    .concat([['another reason …', () => asks.reject(v)]]));
  const choosing = (over, id) => {
    const v = $(`.groups .v[data-v="${CSS.escape(id)}"]`);
    if (!v) return;
    menu(over.isConnected ? over : v, `Show “${$('.t', v).textContent}”: why?`, ['it is the later figure', 'it comes from nearer to the event', 'an official count', 'more independent reports say so', 'the other words mean something else'].map(why => [why, () => decide('choose', { why }, v, true)])
      .concat([['another reason …', () => asks.choose(v)]]));
  };
  const candidates = v => $$('.v[data-slot]', v.closest('dd'));

  // The disagreement of a value opens where it stands: values, words, who says so,
  // source and day, and the choice.
  const ledger = over => {
    const table = $(`#${CSS.escape(over.dataset.ledger)} table`);
    if (!table) return;
    const c = box(over.dataset.title);
    c.classList.add('ledger');
    c.append(table.cloneNode(true));
    c.addEventListener('click', e => {
      const b = e.target.closest('[data-choose]'), w = e.target.closest('[data-v]');
      if (b) { hide(); choosing(over, b.dataset.choose); }
      if (w) { e.preventDefault(); light(w.dataset.v, w.dataset.c ? +w.dataset.c.split('.')[1] : 0); }
    });
    c.addEventListener('keydown', e => { if (e.key === 'Escape') { hide(); over.focus(); } });
    near(c, over);
    $('button, a', c)?.focus();
  };

  document.addEventListener('keydown', e => {
    if (typing(e) || e.target.closest('.card')) return;
    if ((e.ctrlKey || e.metaKey) && e.key === 'z') { e.preventDefault(); inTurn(() => mine.length ? undo(mine[mine.length - 1]) : say('You have decided nothing here that could be undone.', true)); return; }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const v = current(), i = at();
    const keys = {
      j: () => move(i + 1), k: () => move(i < 0 ? 0 : i - 1),
      a: () => inTurn(() => decide('accept')), u: () => inTurn(() => decide('unsure_value')),
      c: () => v && choosing(v, v.dataset.v),
      x: () => v && reject(v),
      e: () => v && asks.edit(v),
      n: () => v && asks.note(v),
      '+': () => addForm({ words: '' }, $('.sheet:not([hidden])')),
    };
    if (keys[e.key]) { e.preventDefault(); hide(); keys[e.key](); return; }
    const to = /^[1-9]$/.test(e.key) && v && candidates(v)[+e.key - 1];
    if (to) { e.preventDefault(); move(values().indexOf(to)); }
  });

  // Chosen words are offered as evidence for a value that was not found; + asks for
  // the words too, for whoever works without a mouse.
  const addForm = (d, sheet, over = sheet) => {
    if (!sheet || root.dataset.frozen) return;
    const c = box('Use these words as evidence for'), f = $('#adding').content.firstElementChild.cloneNode(true), { words, slot, new: value } = f.elements;
    words.value = d.words; value.value = d.text ?? d.words;
    if (d.slot) slot.value = d.slot;
    const note = () => keep({ kind: 'add', title: 'a value for', text: value.value, words: words.value, slot: slot.value });
    f.addEventListener('input', note);
    f.addEventListener('submit', e => {
      e.preventDefault();
      if (!words.value.trim() || !value.value.trim()) return;
      hide();
      decide('add', { slot: slot.value, new: value.value.trim(), words: words.value.trim(), document: sheet.dataset.doc }, null, true);
    });
    f.addEventListener('keydown', e => { if (e.key === 'Escape') { keep(null); hide(); } });
    c.append(f);
    near(c, over);
    if (!d.words) words.focus();
  };
  const selection = () => {
    const s = getSelection(), words = s.toString();
    if (s.isCollapsed || !words.trim() || words.length > 500) return;
    const sheet = s.anchorNode.parentElement?.closest('.sheet');
    if (!sheet || s.focusNode.parentElement?.closest('.sheet') !== sheet) return;
    addForm({ words: words.trim() }, sheet, s.anchorNode.parentElement);
  };
  sheets.addEventListener('mouseup', () => setTimeout(selection));
  sheets.addEventListener('keyup', e => { if (e.key === 'Shift') selection(); });

  // What others decide about the record shows within seconds, unless something is
  // being asked: then it is told, and shown when that is done.
  let due = false;
  const others = async () => {
    if (held()) { due = true; say('This record has changed; it is shown anew when you are done here.'); return; }
    due = false;
    const i = at(), was = await renew(root.dataset.record), news = $$('#decisions [data-no]').filter(x => +x.dataset.no > was);
    if (news.length) say(`${news[0].dataset.by} decided: ${$('b', news[0]).textContent}`);
    if (i >= 0) { const v = values()[i]; v?.classList.add('on'); }
  };
  if (!root.dataset.frozen) follow(async got => {
    if (got.whole || got.incidents.includes(root.dataset.record)) { if (mine.length && +root.dataset.last >= got.head) return; await others(); }
  });
  setInterval(() => { if (due && !held()) others(); }, 1000);
  if (draft && !root.dataset.frozen) offer();
  return { ledger };
}
