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
    const missing = sheet && $('[data-later]', sheet);
    if (!missing) return;
    const answer = await fetch(missing.dataset.later, { headers: { Accept: 'text/html' } });
    if (!answer.ok) { live('The report could not be loaded.'); return; }
    const doc = new DOMParser().parseFromString(await answer.text(), 'text/html');
    missing.replaceWith(...doc.body.childNodes);
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
  const soon = v => { clearTimeout(timer); timer = setTimeout(() => show(v), 250); };
  root.addEventListener('mouseover', e => { const v = e.target.closest('.facts [data-v]'); if (v) soon(v); });
  root.addEventListener('mouseout', e => { if (e.target.closest('.facts [data-v]') && !card?.contains(e.relatedTarget)) hide(); });
  root.addEventListener('focusin', e => { const v = e.target.closest('.facts [data-v]'); if (v && v.matches(':focus-visible')) soon(v); });
  root.addEventListener('focusout', e => { if (!card?.contains(e.relatedTarget)) hide(); });
  addEventListener('scroll', hide, { passive: true });

  openReview({ root, sheets, light, find, box, hide, near, forget, selected: () => $('[role=tab][aria-selected=true]')?.dataset.doc });
  const asked = new URLSearchParams(location.search).get('value');
  if (asked && $(`.facts [data-v="${CSS.escape(asked)}"]`)) go(asked);
}

