
// A record: a value leads to its words and back. The twin of the page in JSON holds
// the citations of everything.
function openRecord(root) {
  const source = $('.source'), sheets = $('.sheets');
  let current = { id: '', at: 0 };

  // Which marks are lit is kept for the next record.
  for (const box of $$('[data-light]')) {
    const key = 'light-' + box.dataset.light, kept = localStorage.getItem(key);
    if (kept !== null) box.checked = kept === '1';
    const set = () => { sheets.classList.toggle('show-' + box.dataset.light, box.checked); localStorage.setItem(key, box.checked ? '1' : '0'); };
    box.addEventListener('change', set);
    set();
  }
  root.addEventListener('change', e => { if (e.target.matches('[data-details]')) root.classList.toggle('show-details', e.target.checked); });
  openSplitter($('.splitter'), $('.panes'));
  openDays($('.days'));

  // The row of tabs is moved sideways alone: the page stays where it is.
  const inRow = b => {
    const row = $('.tabs').getBoundingClientRect(), r = b.getBoundingClientRect();
    $('.tabs').scrollLeft += Math.min(0, r.left - row.left) || Math.max(0, r.right - row.right);
  };
  const select = id => {
    for (const b of $$('[role=tab]', source)) {
      const on = b.dataset.doc === id;
      b.setAttribute('aria-selected', on);
      b.tabIndex = on ? 0 : -1;
      if (on) inRow(b);
    }
    for (const s of $$('.sheet', source)) s.hidden = s.dataset.doc !== id;
    return load($('#doc-' + CSS.escape(id)));
  };
  // A report that was left out of the page is fetched when it is first shown.
  const load = async sheet => {
    const missing = sheet && $('[data-later]', sheet);
    if (!missing) return;
    const answer = await get(missing.dataset.later, { headers: { Accept: 'text/html' } });
    if (!answer.ok) { live('The report could not be loaded.'); return; }
    const doc = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (missing.isConnected) missing.replaceWith(...doc.body.childNodes);
    marks = undefined;
  };
  $('.tabs').addEventListener('click', e => { const b = e.target.closest('[role=tab]'); if (b) select(b.dataset.doc); source.classList.add('open'); });
  $('.tabs').addEventListener('keydown', e => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const all = $$('[role=tab]'), to = all[(all.indexOf(e.target) + step + all.length) % all.length];
    select(to.dataset.doc); to.focus();
  });

  let twin, marks;
  const forget = () => { twin = marks = undefined; };
  const data = () => twin ??= get('/api' + incident(root.dataset.record) + (root.dataset.frozen ? '?as-of=' + encodeURIComponent(root.dataset.frozen) : '')).then(r => r.json()).catch(e => { twin = undefined; throw e; });
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
  // The pieces of each citation are gathered once for the reports that are loaded.
  const marksOf = ref => {
    if (!marks) {
      marks = new Map();
      for (const m of $$('.m', sheets)) for (const r of m.dataset.r.split(' ')) { if (!marks.has(r)) marks.set(r, []); marks.get(r).push(m); }
    }
    return marks.get(ref) ?? [];
  };

  // light shows citation number at of a thing.
  const light = async (id, at = 0) => {
    const { cites } = await find(id);
    if (!cites.length) return;
    at = (at + cites.length) % cites.length;
    await select(cites[at].document);
    for (const m of $$('.m.lit', sheets)) m.classList.remove('lit', 'pulse');
    for (const v of $$('.v.on, .act.on')) v.classList.remove('on');
    for (const v of $$(`[data-v="${CSS.escape(id)}"]`)) v.classList.add('on');
    const pieces = marksOf(id + '.' + at);
    pieces.forEach(m => m.classList.add('lit'));
    if (pieces.length) {
      centre(pieces[0], sheets);
      void pieces[0].offsetWidth;
      pieces.forEach(m => m.classList.add('pulse'));
    }
    source.classList.add('open');
    current = { id, at };
    live(`Words ${at + 1} of ${cites.length}: ${cites[at].quote}`);
  };
  root.addEventListener('click', e => {
    const ledger = e.target.closest('[data-ledger]');
    if (ledger) { e.preventDefault(); review.ledger(ledger); return; }
    const v = e.target.closest('[data-v]');
    if (v) { e.preventDefault(); hide(); light(v.dataset.v, v.dataset.c ? +v.dataset.c.split('.')[1] : 0); return; }
    const m = e.target.closest('.m');
    if (m && getSelection().isCollapsed) choose(m);
  });
  document.addEventListener('keydown', e => {
    if (typing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape') hide();
    if (e.key === ' ' && current.id && !e.target.closest('button, summary, input')) { e.preventDefault(); light(current.id, current.at); }
    const step = { ']': 1, '[': -1 }[e.key];
    if (step && current.id) light(current.id, current.at + step);
  });

  // Words that back more than one thing ask which.
  const idsOf = m => [...new Set(m.dataset.r.split(' ').map(r => r.split('.')[0]))].filter(i => !/^[eg]/.test(i));
  const labels = { f: 'fact', v: 'step', t: 'statement', r: 'reaction', a: 'account', x: 'evidence', l: 'related' };
  const choose = m => {
    const ids = idsOf(m);
    if (ids.length === 1) return go(ids[0]);
    if (!ids.length) return;
    const c = box('These words stand behind');
    for (const id of ids) {
      const b = el('button', '', 'choose'), target = $(`.facts [data-v="${CSS.escape(id)}"]`);
      b.type = 'button';
      b.append(el('span', labels[id[0]] + ' ', 'note'), ($('.t', target) ?? target)?.textContent ?? id);
      b.addEventListener('click', () => { hide(); go(id); });
      c.append(b);
    }
    near(c, m);
    $('button', c).focus();
  };
  const go = id => {
    const v = $(`.facts [data-v="${CSS.escape(id)}"]`);
    if (!v) return;
    if (v.closest('.minor')) { root.classList.add('show-details'); $('[data-details]').checked = true; }
    for (let d = v.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
    centre(v);
    v.focus({ preventScroll: true });
    light(id);
  };

  // The card: the exact words in context, the report and its day, who says so, who
  // read it, and why it stands where it does.
  let card, timer, from;
  const box = title => { hide(); card = el('div', '', 'card'); card.setAttribute('role', 'dialog'); card.setAttribute('aria-label', title); if (title !== 'Words') card.append(el('h5', title)); document.body.append(card); return card; };
  const hide = () => { clearTimeout(timer); card?.remove(); card = null; };
  const near = (c, to) => {
    const r = to.getBoundingClientRect(), h = c.offsetHeight;
    const below = r.bottom + h + 10 < innerHeight;
    c.style.left = Math.max(12, Math.min(r.left, innerWidth - c.offsetWidth - 12)) + scrollX + 'px';
    c.top = r.top;
    c.style.top = Math.max(scrollY + 6, (below ? r.bottom + 6 : r.top - h - 6) + scrollY) + 'px';
  };
  const show = async v => {
    const { cites } = await find(v.dataset.v);
    const docs = (await data()).documents;
    await Promise.all(cites.slice(0, 3).map(ct => load($('#doc-' + CSS.escape(ct.document)))));
    if (from !== v) return; // left meanwhile
    const c = box('Words');
    cites.slice(0, 3).forEach((ct, i) => {
      const d = docs.find(x => x.id === ct.document) ?? {}, h = el('h5');
      h.append(el('bdi', d.source || d.title || d.path), d.published ? ' · ' + d.published : '');
      c.append(h, context(v.dataset.v + '.' + i, ct.quote));
    });
    const list = el('dl');
    const put = (name, text) => { if (!text) return; const row = el('div'); const dd = el('dd', text); dd.dir = 'auto'; row.append(el('dt', name), dd); list.append(row); };
    if (cites.length > 3) put('and', `${cites.length - 3} more citations: [ and ] go through them`);
    put('said by', v.dataset.who);
    put('time', v.dataset.when);
    put('why', v.dataset.why);
    c.append(list);
    near(c, v);
  };
  // The words in the sentence around them, taken from the report on the page.
  const context = (ref, quote) => {
    const q = el('blockquote'), pieces = marksOf(ref), block = pieces[0]?.closest('p, h2, h3');
    q.dir = 'auto';
    if (!block) { q.append(el('b', quote)); return q; }
    const range = document.createRange();
    range.setStart(block, 0); range.setEndBefore(pieces[0]);
    const before = range.toString();
    range.setStartAfter(pieces[pieces.length - 1]); range.setEndAfter(block.lastChild);
    const after = range.toString();
    q.append((before.length > 90 ? '…' : '') + before.slice(-90), el('b', quote), after.slice(0, 90) + (after.length > 90 ? '…' : ''));
    return q;
  };
  const soon = v => { clearTimeout(timer); from = v; timer = setTimeout(() => show(v), 250); };
  const held = () => card?.matches(':has(button, input)'); // something is being asked
  root.addEventListener('mouseover', e => { const v = e.target.closest('.facts [data-v]'); if (v && !held()) soon(v); });
  root.addEventListener('mouseout', e => { if (from && e.target.closest('.facts [data-v]') === from && !held() && !card?.contains(e.relatedTarget)) { from = null; hide(); } });
  root.addEventListener('focusin', e => { const v = e.target.closest('.facts [data-v]'); if (v && v.matches(':focus-visible') && !held()) { soon(v); light(v.dataset.v, v.dataset.v === current.id ? current.at : 0); } });
  root.addEventListener('focusout', e => { if (from && e.target === from && !held() && !card?.contains(e.relatedTarget)) { from = null; hide(); } });
  // The card goes when what it is about has been scrolled away from under it.
  addEventListener('scroll', () => { if (card && !held() && from && Math.abs(from.getBoundingClientRect().top - card.top) > 60) hide(); }, { passive: true });

  const review = openReview({ root, sheets, light, find, box, hide, near, held, forget, selected: () => $('[role=tab][aria-selected=true]')?.dataset.doc });
  const asked = new URLSearchParams(location.search).get('value');
  if (asked && $(`.facts [data-v="${CSS.escape(asked)}"]`)) go(asked);
}

// The line between the panes is dragged, or moved by the arrow keys; where it stands
// is remembered.
function openSplitter(bar, panes) {
  if (!bar) return;
  const set = share => {
    share = Math.max(20, Math.min(75, share));
    panes.style.setProperty('--split', share + '%');
    bar.setAttribute('aria-valuenow', Math.round(share));
    localStorage.setItem('split', share);
  };
  const kept = parseFloat(localStorage.getItem('split'));
  if (kept) set(kept);
  const now = () => +bar.getAttribute('aria-valuenow');
  bar.addEventListener('pointerdown', e => { bar.setPointerCapture(e.pointerId); panes.classList.add('dragged'); });
  bar.addEventListener('pointermove', e => { if (bar.hasPointerCapture(e.pointerId)) { const r = panes.getBoundingClientRect(); set(100 * (e.clientX - r.left) / r.width); } });
  bar.addEventListener('pointerup', () => panes.classList.remove('dragged'));
  bar.addEventListener('dblclick', () => set(44));
  bar.addEventListener('keydown', e => {
    const to = { ArrowLeft: now() - 2, ArrowRight: now() + 2, Home: 20, End: 75 }[e.key];
    if (to !== undefined) { e.preventDefault(); set(to); }
  });
}

// The days on which something was published, as a slider: it leads to the record as
// it was known on one.
function openDays(nav) {
  const slider = nav && $('input[type=range]', nav);
  if (!slider) return;
  const stops = $$('a', nav), say = () => { $('output', nav).textContent = stops[slider.value].dataset.day || stops[slider.value].textContent; };
  slider.hidden = false;
  slider.addEventListener('input', say);
  slider.addEventListener('change', () => { location.href = stops[slider.value].href; });
}
