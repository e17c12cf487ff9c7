// The desk's own script. Everything that can be looked up works without it; with it
// values lead to their words, keys decide, and what changes shows by itself.
const $ = (s, from = document) => from.querySelector(s);
const $$ = (s, from = document) => [...from.querySelectorAll(s)];
const el = (name, text, cls) => { const e = document.createElement(name); if (text) e.textContent = text; if (cls) e.className = cls; return e; };
const svgEl = (name, attrs = {}) => { const e = document.createElementNS('http://www.w3.org/2000/svg', name); for (const k in attrs) e.setAttribute(k, attrs[k]); return e; };
const live = text => { $('#live').textContent = text; };
const typing = e => e.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
const later = (ms, f) => { let t; return (...a) => { clearTimeout(t); t = setTimeout(() => f(...a), ms); }; };
const link = (href, text) => { const a = el('a', text); a.href = href; a.dir = 'auto'; return a; };
// The desk is asked over one function, so that a desk that is away is told the same
// way everywhere: where nothing else handles it, in a line that is seen and heard.
class Away extends Error { constructor(says = 'the desk does not answer; nothing was changed, try again') { super(says); } }
const get = async (path, options) => {
  try { return await fetch(path, options); } catch (e) { throw e.name === 'AbortError' ? e : new Away(); }
};
// What is sent and not answered may have been kept all the same: the page shows it by
// itself as soon as the desk answers again, and the same once more is a conflict.
const post = async (path, body) => {
  let answer, got;
  try {
    answer = await get(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    got = await answer.json();
  } catch { throw new Away('the desk does not answer; if this was kept all the same, it shows here when it answers again'); }
  if (!answer.ok) throw Object.assign(new Error(got.error), { conflict: answer.status === 409 });
  return got;
};
addEventListener('unhandledrejection', e => {
  if (!(e.reason instanceof Away)) return;
  e.preventDefault();
  const state = $('.state');
  if (state) { state.hidden = false; state.classList.add('bad'); $('span', state).replaceChildren(e.reason.message); }
  live(e.reason.message);
});
// centre brings an element into the middle of the box that scrolls it, and scrolls
// nothing else: what stands in the other pane stays where it is. What comes into sight
// is laid out only then and may push it away: it is looked at again.
const centre = (e, box = document.scrollingElement, tries = 4) => {
  const r = e.getBoundingClientRect(), whole = box === document.scrollingElement, b = whole ? { top: 0, height: innerHeight } : box.getBoundingClientRect();
  const off = Math.round(r.top + Math.min(r.height, b.height) / 2 - b.top - b.height / 2), was = box.scrollTop;
  if (Math.abs(off) > 4) box.scrollBy({ top: off, behavior: 'instant' });
  if (tries && box.scrollTop !== was) requestAnimationFrame(() => e.isConnected && centre(e, box, tries - 1));
};
const incident = id => '/incidents/' + encodeURIComponent(id);

document.addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && e.key === 'k') { e.preventDefault(); $('#q').focus(); $('#q').select(); return; }
  if (typing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === '/') { e.preventDefault(); $('#q').focus(); }
  if (e.key === '?' && !e.defaultPrevented) location.href = '/help';
});

// A choice that only reorders a page needs no button.
for (const s of $$('[data-submit]')) s.addEventListener('change', () => s.form.requestSubmit());
for (const b of $$('[data-noscript]')) b.remove();

// On a narrow window the results come first.
if (matchMedia('(max-width: 640px)').matches) $('.narrow')?.removeAttribute('open');

