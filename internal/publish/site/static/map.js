// The map: moving, coming nearer, stacks that part as one comes nearer.
'use strict';
const map = $('#map'), WIDTH = map.viewBox.baseVal.width, HEIGHT = map.viewBox.baseVal.height, NEAREST = 60;
const SVG = 'http://www.w3.org/2000/svg';
const shape = (tag, attributes, ...children) => {
  const e = document.createElementNS(SVG, tag);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
};
const stillMoves = matchMedia('(prefers-reduced-motion: reduce)').matches;

(async () => {
  const root = await dossier.load('root'), { at } = await dossier.load('facets');
  const view = { x: 0, y: 0, w: WIDTH }, pins = $('.pins', map), stack = $('#stack');
  const points = at ? at.map((p, i) => p && { i, x: p[0], y: p[1], r: p[2] }).filter(Boolean) : [];
  const ratio = () => map.clientHeight / map.clientWidth;
  const unit = () => view.w / map.clientWidth; // of the drawing in a pixel

  // draw puts stacks of what lies near together, on the scale that is seen.
  const draw = () => {
    const u = unit(), grid = 34 * u, cells = new Map();
    for (const p of points) {
      const key = Math.floor(p.x / grid) + ' ' + Math.floor(p.y / grid);
      const c = cells.get(key);
      if (c) c.push(p); else cells.set(key, [p]);
    }
    const focused = document.activeElement?.closest?.('.pin')?.dataset.first;
    const made = [...cells.values()].sort((a, b) => b.length - a.length).map(list => pin(list, u));
    pins.replaceChildren(...made);
    if (focused !== undefined) pins.querySelector(`[data-first="${focused}"]`)?.focus();
  };
  const pin = (list, u) => {
    const n = list.length, x = list.reduce((s, p) => s + p.x, 0) / n, y = list.reduce((s, p) => s + p.y, 0) / n;
    const size = (n > 1 ? 9 + 2.2 * Math.log2(n) : 6.5) * u;
    const g = shape('g', { class: 'pin', tabindex: 0, role: 'button', 'data-first': list[0].i, 'aria-label': n > 1 ? `${n} incidents` : 'an incident' });
    if (n === 1 && list[0].r > size) g.append(shape('circle', { class: 'doubt', cx: x, cy: y, r: list[0].r }));
    g.append(shape('circle', { class: 'reach', cx: x, cy: y, r: Math.max(size, 12 * u) }), shape('circle', { class: 'dot', cx: x, cy: y, r: size }));
    if (n > 1) { const t = shape('text', { x, y, dy: 4 * u }, String(n)); t.style.fontSize = 11.5 * u + 'px'; g.append(t); }
    const open = () => show(list);
    g.addEventListener('click', open);
    g.addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); e.stopPropagation(); open(); } });
    return g;
  };

  // show lists the incidents of a stack beside the map.
  const show = async list => {
    const box = $('ol', stack), some = list.slice(0, 60);
    $('h2', stack).textContent = list.length === 1 ? 'Chosen' : `${list.length} incidents here`;
    box.replaceChildren(...await Promise.all(some.map(async p => {
      const [file, title, when, where] = await rowAt(root, p.i);
      return make('li', {}, make('a', { href: `incidents/${file}.html`, dir: 'auto' }, title), ' ', make('span', { class: 'note' }, when + (where ? ' · ' : ''), make('span', { dir: 'auto' }, where)));
    })));
    if (some.length < list.length) box.append(make('li', { class: 'note' }, `and ${list.length - some.length} more: come nearer`));
    stack.hidden = false;
    if (innerWidth < 1000) stack.scrollIntoView({ block: 'nearest' });
  };

  let frame;
  const set = () => {
    view.w = Math.max(NEAREST, Math.min(WIDTH, view.w));
    const h = view.w * ratio();
    view.x = Math.max(Math.min(0, WIDTH - view.w), Math.min(Math.max(0, WIDTH - view.w), view.x));
    view.y = h >= HEIGHT ? (HEIGHT - h) / 2 : Math.max(0, Math.min(HEIGHT - h, view.y));
    map.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${h}`);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  };
  const near = (factor, x = view.x + view.w / 2, y = view.y + view.w * ratio() / 2) => {
    const w = Math.max(NEAREST, Math.min(WIDTH, view.w * factor)), k = w / view.w;
    view.x = x - (x - view.x) * k;
    view.y = y - (y - view.y) * k;
    view.w = w;
    set();
  };
  const whole = () => { Object.assign(view, { x: 0, y: 0, w: WIDTH }); set(); };
  const all = () => { // what there is, with room around it
    if (!points.length) return whole();
    const xs = points.map(p => p.x), ys = points.map(p => p.y), x0 = Math.min(...xs), x1 = Math.max(...xs), y0 = Math.min(...ys), y1 = Math.max(...ys);
    view.w = Math.max(360, (x1 - x0) * 1.25, (y1 - y0) * 1.35 / ratio());
    view.x = (x0 + x1 - view.w) / 2;
    view.y = (y0 + y1 - view.w * ratio()) / 2;
    set();
  };

  map.addEventListener('wheel', e => {
    e.preventDefault();
    const r = map.getBoundingClientRect();
    near(e.deltaY > 0 ? 1.25 : 0.8, view.x + (e.clientX - r.left) * unit(), view.y + (e.clientY - r.top) * unit());
  }, { passive: false });

  const fingers = new Map();
  let moved = false, apart = 0;
  map.addEventListener('pointerdown', e => { fingers.set(e.pointerId, e); moved = false; });
  addEventListener('pointermove', e => {
    const before = fingers.get(e.pointerId);
    if (!before) return;
    if (fingers.size === 1 && (moved || Math.hypot(e.clientX - before.clientX, e.clientY - before.clientY) > 4)) {
      if (!moved) { moved = true; map.setPointerCapture(e.pointerId); map.classList.add('moving'); }
      view.x -= (e.clientX - before.clientX) * unit();
      view.y -= (e.clientY - before.clientY) * unit();
      set();
      fingers.set(e.pointerId, e);
    } else if (fingers.size === 2) {
      fingers.set(e.pointerId, e);
      const [a, b] = [...fingers.values()], d = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), r = map.getBoundingClientRect();
      if (apart) near(apart / d, view.x + ((a.clientX + b.clientX) / 2 - r.left) * unit(), view.y + ((a.clientY + b.clientY) / 2 - r.top) * unit());
      apart = d;
      moved = true;
    }
  });
  const lift = e => { fingers.delete(e.pointerId); apart = 0; map.classList.remove('moving'); };
  addEventListener('pointerup', lift);
  addEventListener('pointercancel', lift);
  map.addEventListener('click', e => { if (moved) { e.stopPropagation(); e.preventDefault(); moved = false; } }, true);

  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  map.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (steps[e.key]) { view.x += steps[e.key][0] * view.w / 8; view.y += steps[e.key][1] * view.w / 8; set(); }
    else if (e.key === '+' || e.key === '=') near(0.7);
    else if (e.key === '-') near(1 / 0.7);
    else if (e.key === '0') whole();
    else return;
    e.preventDefault();
  });

  const button = (text, label, act) => { const b = make('button', { type: 'button', 'aria-label': label, title: label }, text); b.addEventListener('click', act); return b; };
  $('.map').append(make('div', { class: 'map-tools' }, button('+', 'Nearer', () => near(0.7)), button('−', 'Farther', () => near(1 / 0.7)), button('▣', 'All incidents', all), button('◯', 'The whole world', whole)));
  map.setAttribute('tabindex', '0');
  map.classList.add('live');
  new ResizeObserver(() => set()).observe(map);
  all();
})().catch(err => { $('#map-help').textContent = `The places cannot be loaded: ${err.message}`; });
