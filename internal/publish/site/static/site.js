// What the pages do beyond being read; all of it can be done without.
'use strict';
const $ = (s, from = document) => from.querySelector(s);
const $$ = (s, from = document) => [...from.querySelectorAll(s)];

// Data are script files, since a page in a folder may fetch nothing.
const dossier = {
  root: document.body.dataset.root,
  held: new Map(),
  waiting: new Map(),
  got(name, value) { this.held.set(name, value); },
  // load gives a piece of the data, once.
  load(name) {
    if (!this.waiting.has(name)) this.waiting.set(name, new Promise((done, failed) => {
      const s = document.createElement('script');
      s.src = `${this.root}find/${name}.js?${document.body.dataset.stamp}`;
      s.onload = () => done(this.held.get(name));
      s.onerror = () => { this.waiting.delete(name); failed(new Error(`find/${name}.js cannot be loaded`)); };
      document.head.append(s);
    }));
    return this.waiting.get(name);
  },
};

// make builds an element; what comes from reports is only ever text in it.
const make = (tag, attributes = {}, ...children) => {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes)) if (v !== undefined && v !== false) e.setAttribute(k, v === true ? '' : v);
  e.append(...children.filter(c => c !== undefined && c !== ''));
  return e;
};
const many = (n, one, more) => `${n} ${n === 1 ? one : more}`;
const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, '\u202f');

// Words are cut and folded as the index was.
const alone = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const wordly = () => new RegExp(`[${alone}]|(?:(?![${alone}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const plain = { 'ı': 'i', 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ə': 'a', 'ħ': 'h', 'ŋ': 'n', 'ς': 'σ' };
const fold = w => [...w.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{Mn}/gu, '').replace(/[ıłøđðþßæœəħŋς]/g, c => plain[c])].slice(0, 40).join('');
const wordsOf = s => (s.match(wordly()) ?? []).map(fold).filter(Boolean);

// marked is a text with the words lit that begin like one of those sought.
const marked = (text, sought) => {
  const out = [];
  let at = 0;
  for (const m of text.matchAll(wordly())) {
    if (!sought.some(w => fold(m[0]).startsWith(w))) continue;
    out.push(text.slice(at, m.index), make('mark', {}, m[0]));
    at = m.index + m[0].length;
  }
  return [...out, text.slice(at)];
};

// rowOf is an incident as a line, as the pages have it without scripts.
const rowOf = (r, sought = [], snippets = []) => {
  const [file, title, when, where, types, killed, injured, disputes, reports, flags, summary] = r;
  const find = sought.length ? '?find=' + encodeURIComponent(sought.join(' ')) : '';
  const facts = make('p', { class: 'hit-facts' }, make('time', {}, when));
  if (where) facts.append(' · ', make('span', { dir: 'auto' }, ...marked(where, sought)));
  const chip = (text, kind) => facts.append(' ', make('span', { class: 'chip ' + kind }, text));
  for (const t of types) chip(t, '');
  if (killed) chip(`${killed} killed`, 'harm');
  if (injured) chip(`${injured} injured`, 'harm');
  if (disputes) chip(many(disputes, 'disagreement', 'disagreements'), 'versus');
  if (flags & 1) chip('told in passing', '');
  if (!(flags & 2)) chip('not reviewed', 'raw');
  facts.append(' ', make('span', { class: 'reports' }, many(reports, 'report', 'reports')));
  return make('li', { class: 'hit' + (flags & 1 ? ' background' : '') },
    make('a', { class: 'hit-title', href: `${dossier.root}incidents/${file}.html${find}`, dir: 'auto' }, ...marked(title, sought)), facts,
    ...(snippets.length ? snippets.map(s => make('p', { class: 'snippet', dir: 'auto' }, ...marked(s, sought))) : summary ? [make('p', { class: 'hit-summary', dir: 'auto' }, ...marked(summary, sought))] : []));
};
const rowAt = async (root, i) => (await dossier.load('rows-' + Math.floor(i / root.rowsOf)))[i % root.rowsOf];

// The theme.
{
  const dark = () => (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const button = make('button', { class: 'theme', type: 'button', 'aria-label': 'Dark theme', title: 'Light or dark' }, '◐');
  const tell = () => button.setAttribute('aria-pressed', dark());
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
    try { localStorage.setItem('theme', document.documentElement.dataset.theme); } catch { /* it holds for this page */ }
    tell();
  });
  tell();
  $('.bar').append(button);
}

document.addEventListener('keydown', e => {
  if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, textarea, select')) return;
  e.preventDefault();
  $('#q').focus();
});
if (matchMedia('(max-width: 640px)').matches) $('.narrow')?.removeAttribute('open');

// On the page of a record the words that a value stands on show beside it.
if ($('.record')) {
  const card = make('div', { class: 'card', role: 'tooltip', id: 'card', hidden: true });
  document.body.append(card);
  let timer;
  const hide = () => { clearTimeout(timer); card.hidden = true; $('[aria-describedby=card]')?.removeAttribute('aria-describedby'); };
  const show = a => {
    const at = document.getElementById(a.hash.slice(1));
    if (!at) return;
    const source = at.closest('.sources > ol > li'), title = $('.source-title', source).cloneNode(true);
    title.className = 'card-title';
    card.replaceChildren(title);
    if (at !== source) {
      const words = make('blockquote', { dir: 'auto', lang: at.closest('[lang]').lang }), n = at.id.split('-')[1];
      for (const c of at.closest('li').cloneNode(true).childNodes) {
        if (c.tagName === 'MARK' && !c.dataset.p.split(' ').includes(n)) words.append(c.textContent);
        else if (c.tagName !== 'SPAN') words.append(c.cloneNode(true));
      }
      card.prepend(words);
    }
    card.hidden = false;
    a.setAttribute('aria-describedby', 'card');
    const r = a.getBoundingClientRect(), c = card.getBoundingClientRect();
    const below = r.bottom + c.height + 12 < innerHeight;
    card.style.left = Math.max(8, Math.min(r.left - 20, innerWidth - c.width - 16)) + scrollX + 'px';
    card.style.top = (below ? r.bottom + 8 : r.top - c.height - 8) + scrollY + 'px';
  };
  document.addEventListener('mouseover', e => {
    const a = e.target.closest('.ref');
    if (a) { clearTimeout(timer); timer = setTimeout(show, 120, a); } else if (!e.target.closest('.card')) { clearTimeout(timer); timer = setTimeout(hide, 200); } else clearTimeout(timer);
  });
  document.addEventListener('focusin', e => { hide(); if (e.target.matches('.ref:focus-visible')) show(e.target); });
  document.addEventListener('keydown', e => { if (e.key === 'Escape') hide(); });
  document.addEventListener('click', e => { if (e.target.closest('.ref')) hide(); });

  // The words that were followed to are lit.
  const light = () => {
    for (const m of $$('.lit')) m.classList.remove('lit');
    const at = location.hash && document.getElementById(location.hash.slice(1));
    if (at?.tagName !== 'SPAN') return;
    const n = at.id.split('-')[1];
    for (const m of $$('mark', at.closest('li'))) if (m.dataset.p.split(' ').includes(n)) m.classList.add('lit');
  };
  addEventListener('hashchange', light);
  light();

  // Words that were sought are lit, and the first of them is scrolled to.
  const sought = wordsOf(new URLSearchParams(location.search).get('find') ?? '');
  if (sought.length) {
    const walk = document.createTreeWalker($('.record'), NodeFilter.SHOW_TEXT), nodes = [];
    while (walk.nextNode()) if (wordsOf(walk.currentNode.data).some(w => sought.some(s => w.startsWith(s)))) nodes.push(walk.currentNode);
    for (const n of nodes) {
      const parts = marked(n.data, sought);
      for (const p of parts) if (p.nodeType) p.className = 'sought';
      n.replaceWith(...parts.filter(p => p !== ''));
    }
    if (!location.hash) ($('.part .sought') ?? $('.sought'))?.scrollIntoView({ block: 'center' });
  }
}
