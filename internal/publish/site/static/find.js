// Search, and narrowing the list down.
'use strict';
const PAGE = 50;

// near is the first of ascending numbers' places whose piece holds x.
const piece = (starts, x) => {
  let low = 0, high = starts.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (starts[mid] <= x) low = mid; else high = mid - 1;
  }
  return low;
};

// Too many pieces of the index begin like a very short word; then it must be whole.
const MOST_PIECES = 12;

// recordsWith are the records that have a word that begins like w, with how well.
const recordsWith = async (root, w) => {
  const out = new Map();
  if (!root.terms.length) return out;
  let first = piece(root.terms, w), last = first;
  while (last + 1 < root.terms.length && root.terms[last + 1].startsWith(w)) last++;
  const whole = last - first >= MOST_PIECES;
  if (whole) last = first;
  for (const terms of await Promise.all(Array.from({ length: last - first + 1 }, (_, i) => dossier.load('terms-' + (first + i))))) {
    for (const [term, list] of Object.entries(terms)) {
      if (whole ? term !== w : !term.startsWith(w)) continue;
      const exact = term === w ? 2 : 1;
      let at = -1;
      for (const n of list.split(' ')) {
        const d = parseInt(n, 36);
        at += d >> 1;
        out.set(at, Math.max(out.get(at) ?? 0, exact * (d & 1 ? 4 : 1)));
      }
    }
  }
  return out;
};

// search gives the records that have all the words, the best first, those as good
// by date.
const search = async (root, sought) => {
  const sets = await Promise.all(sought.map(w => recordsWith(root, w)));
  const [least, ...others] = sets.sort((a, b) => a.size - b.size);
  const hits = [];
  for (const [i, n] of least) {
    if (others.every(o => o.has(i))) hits.push([i, others.reduce((sum, o) => sum + o.get(i), n)]);
  }
  return hits.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(h => h[0]);
};

// snippetsOf are the lines of a record that hold most of what is sought.
const snippetsOf = async (root, i, sought, title) => {
  const k = piece(root.words, i);
  const text = (await dossier.load('words-' + k))[i - root.words[k]];
  const has = line => { const ws = wordsOf(line); return sought.filter(s => ws.some(w => w.startsWith(s))).length; };
  return text.split('\n').filter(l => l !== title).map(l => [has(l), l]).filter(x => x[0]).sort((a, b) => b[0] - a[0] || b[1].length - a[1].length).slice(0, 2).map(x => clipped(x[1], sought));
};
// clipped is a long line around the first word sought.
const clipped = (line, sought) => {
  if (line.length <= 260) return line;
  let at = 0;
  for (const m of line.matchAll(wordly())) if (sought.some(s => fold(m[0]).startsWith(s))) { at = m.index; break; }
  const from = at < 90 ? 0 : line.indexOf(' ', at - 90) + 1, to = from + 250 >= line.length ? line.length : line.lastIndexOf(' ', from + 250);
  return (from ? '… ' : '') + line.slice(from, to > from ? to : line.length) + (to < line.length ? ' …' : '');
};

// A page that cannot load its data says so.
const failing = async (status, work) => {
  try { await work(); } catch (err) { status.textContent = `The data of the search cannot be loaded: ${err.message}. The lists lead to every incident.`; }
};

if ($('[data-search]')) {
  const status = $('.total'), list = $('#found'), further = $('#further'), lists = $('.plain-ways');
  const asked = new URLSearchParams(location.search).get('q')?.trim() ?? '';
  $('#q').value = asked;
  const show = async query => {
    const sought = wordsOf(query);
    list.replaceChildren();
    further.replaceChildren();
    lists.hidden = sought.length > 0;
    if (!sought.length) { status.textContent = query ? 'Nothing to search for.' : 'Type words, names or places; the beginnings of words are enough.'; return; }
    status.textContent = 'Searching …';
    const root = await dossier.load('root'), hits = await search(root, sought);
    status.replaceChildren(make('strong', {}, grouped(hits.length)), ` ${hits.length === 1 ? 'incident' : 'incidents'} with `, make('b', { dir: 'auto' }, query));
    document.title = `${query} · ${document.title.split(' · ').pop()}`;
    let shown = 0;
    const more = async () => {
      const part = hits.slice(shown, shown + 20);
      const rows = await Promise.all(part.map(async i => { const r = await rowAt(root, i); return rowOf(r, sought, await snippetsOf(root, i, sought, r[1])); }));
      list.append(...rows);
      if (shown) rows[0]?.querySelector('a').focus();
      shown += part.length;
      further.replaceChildren(...(shown < hits.length ? [button] : []));
    };
    const button = make('button', { class: 'small', type: 'button' }, 'Show more');
    button.addEventListener('click', () => failing(status, more));
    await more();
    if (!hits.length) { lists.hidden = false; list.append(make('li', { class: 'empty' }, 'No record has all of these words. Fewer of them, or only their beginnings, find more.')); }
  };
  failing(status, () => show(asked));
  $('.find').addEventListener('submit', e => {
    e.preventDefault();
    const q = $('#q').value.trim();
    history.pushState(null, '', '?q=' + encodeURIComponent(q));
    failing(status, () => show(q));
  });
  addEventListener('popstate', () => { const q = new URLSearchParams(location.search).get('q') ?? ''; $('#q').value = q; failing(status, () => show(q)); });
}

if ($('[data-filters]')) {
  const status = $('.total');
  failing(status, async () => {
    const root = await dossier.load('root'), f = await dossier.load('facets');
    openFilters(root, f, status);
  });
}

// openFilters puts choices in the place of the lists of lists.
function openFilters(root, f, status) {
  const box = $('.facets'), list = $('.list'), still = [...list.children], pages = $('.pages'), plainStatus = [...status.childNodes];
  const one = (name, column, words) => ({ name, of: i => [words[column[i]]?.[0]], word: Object.fromEntries(words) });
  const several = (name, column, words) => ({ name, of: i => column[i].map(k => words[k][0]), word: Object.fromEntries(words) });
  const fields = {
    country: one('Country', f.country ?? [], f.countries ?? []),
    year: { name: 'Year', of: i => [f.years[i] ? String(f.years[i]) : 'undated'], word: { undated: 'Undated' }, sorted: true },
    type: several('Type', f.types ?? [], f.typeWords ?? []),
    target: several('Target', f.targets ?? [], f.targetWords ?? []),
    weapon: several('Weapon', f.weapons ?? [], f.weaponWords ?? []),
    state: { name: 'State', of: i => [f.flags[i] & 2 ? 'reviewed' : 'raw', f.flags[i] & 1 ? 'passing' : 'main', ...(f.disputes[i] ? ['disputed'] : []), ...(f.dead[i] ? ['deaths'] : [])], word: { reviewed: 'Reviewed', raw: 'Not reviewed', passing: 'Told in passing', main: 'Told mainly', disputed: 'In disagreement', deaths: 'People killed' } },
  };
  const chosen = () => [...new URLSearchParams(location.search)].filter(([k, v]) => fields[k] && v);
  const passes = (i, conditions) => conditions.every(([k, v]) => fields[k].of(i).includes(v));
  const address = conditions => location.pathname + (conditions.length ? '?' + new URLSearchParams(conditions) : '');

  const draw = async focus => {
    const conditions = chosen();
    const all = [];
    for (let i = 0; i < root.records; i++) if (passes(i, conditions)) all.push(i);
    box.replaceChildren(...Object.keys(fields).map(k => facet(k, all, conditions)).filter(Boolean));
    if (focus) (document.getElementById(focus) ?? box.querySelector('a'))?.focus();
    if (!conditions.length) {
      list.replaceChildren(...still);
      if (pages) pages.hidden = false;
      status.replaceChildren(...plainStatus);
      return;
    }
    if (pages) pages.hidden = true;
    status.replaceChildren(make('strong', {}, grouped(all.length)), ` of ${grouped(root.records)} incidents `, clear());
    const rows = await Promise.all(all.slice(0, PAGE).map(async i => rowOf(await rowAt(root, i))));
    list.replaceChildren(...rows);
    let shown = rows.length;
    const more = make('button', { class: 'small', type: 'button' }, 'Show more'), end = make('li', { class: 'more' }, more);
    more.addEventListener('click', async () => {
      const next = await Promise.all(all.slice(shown, shown + PAGE).map(async i => rowOf(await rowAt(root, i))));
      shown += next.length;
      end.before(...next);
      next[0]?.querySelector('a').focus();
      if (shown >= all.length) end.remove();
    });
    if (shown < all.length) list.append(end);
  };
  const clear = () => { const a = make('a', { href: address([]) }, 'show all'); a.addEventListener('click', e => go(e, [])); return a; };
  const go = (e, conditions, focus) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    history.pushState(null, '', address(conditions));
    draw(focus);
  };

  // facet is the choices of a field with their counts; a chosen one is taken back.
  const facet = (k, all, conditions) => {
    const n = new Map();
    for (const i of all) for (const v of new Set(fields[k].of(i))) if (v) n.set(v, (n.get(v) ?? 0) + 1);
    for (const [c, v] of conditions) if (c === k && !n.has(v)) n.set(v, 0);
    if (!n.size) return;
    const word = v => fields[k].word?.[v] ?? v;
    const list = [...n].sort((a, b) => fields[k].sorted ? (+b[0] || 0) - (+a[0] || 0) : b[1] - a[1] || (word(a[0]) < word(b[0]) ? -1 : 1));
    const item = ([v, count]) => {
      const on = conditions.some(([c, x]) => c === k && x === v);
      const next = on ? conditions.filter(([c, x]) => c !== k || x !== v) : [...conditions, [k, v]];
      const a = make('a', { id: `f-${k}-${v}`, href: address(next), 'aria-current': on && 'true' }, make('span', {}, word(v)), ' ', make('b', {}, grouped(count)));
      a.addEventListener('click', e => go(e, next, a.id));
      return make('li', {}, a);
    };
    const section = make('section', {}, make('h2', {}, fields[k].name), make('ul', {}, ...list.slice(0, 8).map(item)));
    if (list.length > 8) section.append(make('details', {}, make('summary', {}, `${list.length - 8} more`), make('ul', {}, ...list.slice(8, 120).map(item))));
    return section;
  };
  addEventListener('popstate', () => draw());
  draw();
}
