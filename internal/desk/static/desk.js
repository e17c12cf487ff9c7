// The desk's own script: clicking or focusing a value shows its words, clicking
// words shows what stands on them. Everything else works without it.
const $ = (s, from = document) => from.querySelector(s);
const $$ = (s, from = document) => [...from.querySelectorAll(s)];
const live = text => { $('#live').textContent = text; };
const typing = e => e.target.closest('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', e => {
  if (typing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === '/') { e.preventDefault(); $('#q').focus(); }
});

// On a narrow window the results come first.
if (matchMedia('(max-width: 640px)').matches) $('.narrow')?.removeAttribute('open');

const record = $('.record');
if (record) openRecord(record);
const map = $('[data-map] svg');
if (map) openMap(map);

function openRecord(root) {
  const source = $('.source'), sheets = $('.sheets');
  let current = { id: '', at: 0, marks: [] };

  // Which marks are lit is kept for the next record.
  for (const box of $$('[data-light]')) {
    const key = 'light-' + box.dataset.light;
    const kept = localStorage.getItem(key);
    if (kept !== null) box.checked = kept === '1';
    const set = () => { sheets.classList.toggle('show-' + box.dataset.light, box.checked); localStorage.setItem(key, box.checked ? '1' : '0'); };
    box.addEventListener('change', set);
    set();
  }
  $('[data-details]')?.addEventListener('change', e => root.classList.toggle('show-details', e.target.checked));

  const select = id => {
    for (const b of $$('[role=tab]', source)) {
      const on = b.dataset.doc === id;
      b.setAttribute('aria-selected', on);
      b.tabIndex = on ? 0 : -1;
      if (on) b.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    for (const s of $$('.sheet', source)) s.hidden = s.dataset.doc !== id;
    return load($('#doc-' + id));
  };
  // A report that was left out of the page is fetched when it is first shown.
  const load = async sheet => {
    const later = sheet && $('[data-later]', sheet);
    if (!later) return;
    const answer = await fetch(later.dataset.later, { headers: { Accept: 'text/html' } });
    if (!answer.ok) { live('The report could not be loaded.'); return; }
    const doc = new DOMParser().parseFromString(await answer.text(), 'text/html');
    later.replaceWith(...doc.body.childNodes);
  };
  $('.tabs').addEventListener('click', e => { const b = e.target.closest('[role=tab]'); if (b) select(b.dataset.doc); source.classList.add('open'); });
  $('.tabs').addEventListener('keydown', e => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const all = $$('[role=tab]'), to = all[(all.indexOf(e.target) + step + all.length) % all.length];
    select(to.dataset.doc); to.focus();
  });

  // The JSON twin of the page holds the citations of everything.
  let twin;
  const forget = () => { twin = undefined; };
  const data = () => twin ??= fetch('/api/incidents/' + encodeURIComponent(root.dataset.record)).then(r => r.json());
  const find = async id => {
    const rec = (await data()).records[0];
    const lists = { f: rec.values, v: rec.events, t: rec.attributions, r: rec.reactions, a: rec.accounts, x: rec.evidence, e: rec.entities };
    if (id[0] === 'l') { const l = rec.related[+id.slice(1) - 1]; return { thing: l, cites: l?.citations ?? [] }; }
    const thing = lists[id[0]]?.find(x => x.id === id);
    if (!thing) return { cites: [] };
    let cites = [...(thing.citations ?? thing.mentions ?? [])];
    if (id[0] === 't') cites = [thing.content, ...cites];
    if (id[0] === 'v') { if (!cites.length) cites = [thing.trigger]; cites.sort((a, b) => (b.end - b.start) - (a.end - a.start)); }
    if (id[0] === 'x' && thing.shows) cites.push(thing.shows);
    return { thing, cites };
  };

  const marksOf = ref => $$('.m').filter(m => (' ' + m.dataset.r + ' ').includes(' ' + ref + ' '));
  // light shows citation number at of a thing.
  const light = async (id, at = 0, move = true) => {
    const { cites } = await find(id);
    if (!cites.length) return;
    at = (at + cites.length) % cites.length;
    await select(cites[at].document);
    for (const m of $$('.m.lit')) m.classList.remove('lit', 'pulse');
    for (const v of $$('.v.on, .act.on')) v.classList.remove('on');
    for (const v of $$(`[data-v="${CSS.escape(id)}"]`)) v.classList.add('on');
    const marks = marksOf(id + '.' + at);
    marks.forEach(m => m.classList.add('lit'));
    if (marks.length) {
      marks[0].scrollIntoView({ block: 'center' });
      marks.forEach(m => { void m.offsetWidth; m.classList.add('pulse'); });
    }
    source.classList.add('open');
    current = { id, at, marks };
    live(`Words ${at + 1} of ${cites.length}: ${cites[at].quote}`);
  };
  root.addEventListener('click', e => {
    const v = e.target.closest('[data-v]');
    if (v) { e.preventDefault(); hide(); light(v.dataset.v, v.dataset.c ? +v.dataset.c.split('.')[1] : 0); return; }
    const m = e.target.closest('.m');
    if (m) choose(m);
  });
  document.addEventListener('keydown', e => {
    if (typing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape') hide();
    if (e.key === ' ' && current.id && !e.target.closest('button, summary, a')) { e.preventDefault(); light(current.id, current.at); }
    const step = { ']': 1, '[': -1 }[e.key];
    if (step && current.id) light(current.id, current.at + step);
  });

  // Words that back more than one thing ask which.
  const idsOf = m => [...new Set(m.dataset.r.split(' ').map(r => r.split('.')[0]))].filter(i => !/^[eg]/.test(i));
  const labels = { f: 'fact', v: 'step', t: 'statement', r: 'reaction', a: 'account', x: 'evidence', l: 'related' };
  const choose = async m => {
    const ids = idsOf(m);
    if (ids.length === 1) return go(ids[0]);
    if (!ids.length) return;
    const card = box();
    card.append(el('h5', 'These words stand behind'));
    for (const id of ids) {
      const b = el('button', '');
      b.type = 'button'; b.className = 'choose';
      const target = $(`.facts [data-v="${CSS.escape(id)}"]`);
      b.append(el('span', labels[id[0]] + ' ', 'note'), document.createTextNode(target ? target.textContent.replace(/[\d,]+$/, '') : id));
      b.addEventListener('click', () => { hide(); go(id); });
      card.append(b);
    }
    near(card, m);
    $('button', card).focus();
  };
  const go = id => {
    const v = $(`.facts [data-v="${CSS.escape(id)}"]`);
    if (!v) return;
    if (v.closest('.minor')) { root.classList.add('show-details'); $('[data-details]').checked = true; }
    v.closest('details')?.setAttribute('open', '');
    v.scrollIntoView({ block: 'center' });
    v.focus({ preventScroll: true });
    light(id);
  };

  // The card: the exact words in context, the document, who read it.
  let card, timer;
  const box = () => { hide(); card = el('div', '', 'card'); card.setAttribute('role', 'dialog'); card.setAttribute('aria-label', 'Words'); document.body.append(card); return card; };
  const hide = () => { clearTimeout(timer); card?.remove(); card = null; };
  const near = (c, to) => {
    const r = to.getBoundingClientRect(), h = c.offsetHeight;
    const below = r.bottom + h + 10 < innerHeight;
    c.style.left = Math.max(12, Math.min(r.left, innerWidth - c.offsetWidth - 12)) + scrollX + 'px';
    c.style.top = (below ? r.bottom + 6 : Math.max(6, r.top - h - 6)) + scrollY + 'px';
  };
  const show = async v => {
    const { cites } = await find(v.dataset.v);
    const docs = (await data()).documents;
    await Promise.all(cites.slice(0, 3).map(ct => load($('#doc-' + CSS.escape(ct.document)))));
    const c = box();
    cites.slice(0, 3).forEach((ct, i) => {
      const d = docs.find(x => x.id === ct.document) ?? {};
      c.append(el('h5', [d.source || d.path, d.published].filter(Boolean).join(' · ')));
      c.append(context(v.dataset.v + '.' + i, ct.quote));
    });
    const more = cites.length > 3 ? `${cites.length - 3} more · ` : '';
    c.append(el('footer', more + (v.dataset.why ?? '')));
    near(c, v);
  };
  // The words in the sentence around them, taken from the report on the page.
  const context = (ref, quote) => {
    const q = el('blockquote', ''), marks = marksOf(ref);
    const block = marks[0]?.closest('p, h2, h3');
    if (!block) { q.append(el('b', quote)); return q; }
    const range = document.createRange();
    range.setStart(block, 0); range.setEndBefore(marks[0]);
    const before = range.toString();
    range.setStartAfter(marks[marks.length - 1]); range.setEndAfter(block.lastChild);
    const after = range.toString();
    q.append((before.length > 90 ? '…' : '') + before.slice(-90), el('b', quote), after.slice(0, 90) + (after.length > 90 ? '…' : ''));
    return q;
  };
  const el = (name, text, cls) => { const e = document.createElement(name); if (text) e.textContent = text; if (cls) e.className = cls; return e; };
  const soon = v => { clearTimeout(timer); timer = setTimeout(() => show(v), 250); };
  root.addEventListener('mouseover', e => { const v = e.target.closest('.facts [data-v]'); if (v) soon(v); });
  root.addEventListener('mouseout', e => { if (e.target.closest('.facts [data-v]') && !card?.contains(e.relatedTarget)) hide(); });
  root.addEventListener('focusin', e => { const v = e.target.closest('.facts [data-v]'); if (v && v.matches(':focus-visible')) soon(v); });
  root.addEventListener('focusout', e => { if (!card?.contains(e.relatedTarget)) hide(); });
  addEventListener('scroll', hide, { passive: true });

  openReview({ root, sheets, light, find, box, hide, near, el, forget, selected: () => $('[role=tab][aria-selected=true]')?.dataset.doc });
  const asked = new URLSearchParams(location.search).get('value');
  if (asked && $(`.facts [data-v="${CSS.escape(asked)}"]`)) go(asked);
}

// Deciding: one key decides and goes on to the next value. Every decision is kept
// on the desk at once, and shown as kept; what somebody else has decided meanwhile
// is never written over.
function openReview({ root, sheets, light, find, box, hide, near, el, forget, selected }) {
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
    if (!v && !more.slot) { say('Choose a value first: j and k go through them.', true); return; }
    const index = at();
    const body = { kind, seen: +root.dataset.last, ...more };
    if (v) { const { thing } = await find(v.dataset.v); Object.assign(body, { slot: v.dataset.slot, value: v.dataset.v, shown: thing.text }); }
    try {
      const got = await post('/api/incidents/' + encodeURIComponent(root.dataset.record) + '/decisions', body);
      mine.push(got.decision);
      sessionStorage.setItem('mine', JSON.stringify(mine));
      await renew(got.record);
      say(`✓ kept at ${got.at.slice(11, 19)} UTC · decision ${got.decision}`);
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
    if ((e.ctrlKey || e.metaKey) && e.key === 'k') { e.preventDefault(); $('#q').focus(); return; }
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
      '?': () => { location.href = '/help'; },
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

// The map is dragged, and zoomed with the wheel, + and -.
function openMap(svg) {
  const [, , W, H] = svg.getAttribute('viewBox').split(' ').map(Number);
  let box = { x: 0, y: 0, w: W, h: H };
  const apply = () => {
    box.w = Math.max(60, Math.min(W, box.w)); box.h = box.w * H / W;
    box.x = Math.max(0, Math.min(W - box.w, box.x)); box.y = Math.max(0, Math.min(H - box.h, box.y));
    svg.setAttribute('viewBox', `${box.x} ${box.y} ${box.w} ${box.h}`);
    const k = Math.max(.08, box.w / W);
    for (const p of $$('.pin', svg)) {
      const x = p.dataset.x, y = p.dataset.y;
      $('.dot', p).setAttribute('transform', `translate(${x} ${y}) scale(${k}) translate(${-x} ${-y})`);
      $('text', p)?.setAttribute('transform', `translate(${x} ${y}) scale(${k}) translate(${-x} ${-y})`);
    }
  };
  const zoom = (f, cx, cy) => { const w = Math.max(60, Math.min(W, box.w * f)), r = w / box.w; box.x = cx - (cx - box.x) * r; box.y = cy - (cy - box.y) * r; box.w = w; apply(); };
  const at = e => { const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse()); return [p.x, p.y]; };
  // It opens on where something happened.
  const pins = $$('.pin', svg).map(p => [+p.dataset.x, +p.dataset.y]);
  if (pins.length) {
    const xs = pins.map(p => p[0]), ys = pins.map(p => p[1]);
    const w = Math.max(700, (Math.max(...xs) - Math.min(...xs)) * 1.25, (Math.max(...ys) - Math.min(...ys)) * 1.4 * W / H);
    if (w < W) { box.w = w; box.x = (Math.min(...xs) + Math.max(...xs)) / 2 - w / 2; box.y = (Math.min(...ys) + Math.max(...ys)) / 2 - w * H / W / 2; apply(); }
  }
  svg.addEventListener('wheel', e => { e.preventDefault(); zoom(e.deltaY > 0 ? 1.2 : 1 / 1.2, ...at(e)); }, { passive: false });
  let drag;
  svg.addEventListener('pointerdown', e => { if (!e.target.closest('.pin')) { drag = at(e); svg.setPointerCapture(e.pointerId); } });
  svg.addEventListener('pointermove', e => { if (!drag) return; const p = at(e); box.x -= p[0] - drag[0]; box.y -= p[1] - drag[1]; apply(); });
  svg.addEventListener('pointerup', () => { drag = null; });
  svg.tabIndex = 0;
  svg.addEventListener('keydown', e => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (move) { e.preventDefault(); box.x += move[0] * box.w / 10; box.y += move[1] * box.h / 10; apply(); }
    if (e.key === '+' || e.key === '=') zoom(1 / 1.3, box.x + box.w / 2, box.y + box.h / 2);
    if (e.key === '-') zoom(1.3, box.x + box.w / 2, box.y + box.h / 2);
  });
}

const adder = $('[data-add]');
if (adder) openAdder(adder);

// Files are sent one by one, so that each tells what became of it as soon as it is
// kept, and one that fails stops no other.
function openAdder(form) {
  const table = $('.arrivals'), body = $('tbody', table), drop = $('.drop');
  const cell = (tr, ...what) => { const td = document.createElement('td'); td.append(...what); tr.append(td); return td; };
  const link = a => { const l = document.createElement('a'); l.href = '/incidents/' + encodeURIComponent(a.record); l.textContent = a.title || a.record; return l; };
  const tell = (td, a) => {
    td.replaceChildren();
    if (a.problem) { const s = document.createElement('span'); s.className = 'bad'; s.textContent = 'not read: ' + a.problem; td.append(s); return; }
    if (a.had) td.append('already there', ...(a.record ? [', in ', link(a)] : []));
    else if (a.record) td.append(a.opened ? 'a new incident: ' : 'joins ', link(a));
    else td.append('kept; it tells of no incident');
    if (a.newer_of) td.append(' · a newer version of ' + a.newer_of);
  };
  const send = async (name, data) => {
    const tr = document.createElement('tr');
    cell(tr, name);
    const td = cell(tr, 'reading …');
    td.className = 'busy';
    body.append(tr);
    table.hidden = false;
    try {
      const answer = await fetch('/api/documents', { method: 'POST', body: data });
      const got = await answer.json();
      td.className = '';
      if (!answer.ok) { tell(td, { problem: got.error }); return; }
      got.documents.forEach((a, i) => {
        if (i === 0) { tr.firstChild.textContent = a.name; tell(td, a); return; }
        const more = document.createElement('tr');
        cell(more, a.name); tell(cell(more), a); body.append(more);
      });
    } catch (e) { td.className = ''; tell(td, { problem: 'the desk does not answer; nothing was lost, try again' }); }
  };
  const sendFiles = async files => {
    for (const f of files) { const data = new FormData(); data.append('file', f); await send(f.name, data); }
    live(`${files.length} ${files.length === 1 ? 'report' : 'reports'} done`);
  };
  form.addEventListener('submit', async e => {
    e.preventDefault();
    const files = [...$('input[type=file]', form).files], text = $('textarea', form);
    if (text.value.trim()) { const data = new FormData(); data.append('text', text.value); await send('pasted text', data); text.value = ''; }
    await sendFiles(files);
    $('input[type=file]', form).value = '';
  });
  for (const n of ['dragenter', 'dragover']) drop.addEventListener(n, e => { e.preventDefault(); drop.classList.add('over'); });
  for (const n of ['dragleave', 'drop']) drop.addEventListener(n, () => drop.classList.remove('over'));
  drop.addEventListener('drop', e => { e.preventDefault(); sendFiles([...e.dataTransfer.files]); });
}
