
// The map is dragged, and zoomed with the wheel, the buttons, + and -. Its stacks
// come apart as it is zoomed; one of several incidents in one place lists them.
function openMap(figure) {
  const svg = $('svg', figure), stacks = $('.stacks', svg), shown = $('.map-list', figure);
  const [, , W, H] = svg.getAttribute('viewBox').split(' ').map(Number);
  let view = { x: 0, y: 0, w: W, h: H }, places, at = new Map();
  // The drawing keeps the shape of its box, so that no part of the box lies empty.
  const shape = () => Math.min(1, svg.clientHeight / Math.max(1, svg.clientWidth));
  const apply = () => {
    view.w = Math.max(12, Math.min(W, view.w)); view.h = view.w * shape();
    view.x = Math.max(0, Math.min(W - view.w, view.x));
    view.y = view.h > H ? (H - view.h) / 2 : Math.max(0, Math.min(H - view.h, view.y));
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
    const k = view.w / Math.max(300, svg.clientWidth) * .8;
    for (const p of $$('.pin', svg)) {
      const { x, y } = p.dataset;
      for (const part of $$('.dot, text', p)) part.setAttribute('transform', `translate(${x} ${y}) scale(${k * .6}) translate(${-x} ${-y})`);
    }
  };
  const zoom = (f, cx = view.x + view.w / 2, cy = view.y + view.h / 2) => {
    const w = Math.max(12, Math.min(W, view.w * f)), r = w / view.w;
    view.x = cx - (cx - view.x) * r; view.y = cy - (cy - view.y) * r; view.w = w;
    draw();
  };
  const fit = points => {
    if (!points.length) { view = { x: 0, y: 0, w: W, h: H }; return; }
    const xs = points.map(p => p[0]), ys = points.map(p => p[1]), low = Math.min(...xs), top = Math.min(...ys);
    const dx = Math.max(...xs) - low, dy = Math.max(...ys) - top;
    view.w = Math.max(points.length > 1 ? 60 : 500, dx * 1.3, dy * 1.4 / shape());
    view.x = low + dx / 2 - view.w / 2; view.y = top + dy / 2 - view.w * shape() / 2;
  };

  // Where everything lies is asked for when it is first needed.
  const load = () => places ??= get('/api/places?q=' + encodeURIComponent(figure.dataset.q)).then(r => r.ok ? r.json() : { places: [] }).then(got => got.places).catch(e => { places = undefined; throw e; });
  const first = [...stacks.children];
  const draw = async () => {
    if (view.w > W * .98) { if (stacks.firstChild !== first[0]) stacks.replaceChildren(...first); apply(); return; }
    apply();
    const width = view.w, list = await load();
    if (view.w !== width) return; // zoomed on meanwhile
    const side = 26 * view.w / Math.max(300, svg.clientWidth), groups = new Map();
    for (const p of list) {
      const key = Math.floor(p.x / side) + ' ' + Math.floor(p.y / side);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(p);
    }
    at = new Map();
    const pins = [...groups.values()].sort((a, b) => b.length - a.length).map(g => pin(g));
    stacks.replaceChildren(...pins);
    apply();
  };
  const pin = g => {
    const x = g.reduce((s, p) => s + p.x, 0) / g.length, y = g.reduce((s, p) => s + p.y, 0) / g.length;
    const one = g.length === 1, text = one ? [g[0].date, g[0].title].filter(Boolean).join(': ') : `${g.length} incidents around ${g[0].place || 'here'}`;
    const a = svgEl('a', { href: one ? incident(g[0].id) : '#', class: 'pin', 'data-x': x, 'data-y': y, 'data-count': g.length, 'aria-label': text });
    if (one) a.dataset.id = g[0].id;
    const title = svgEl('title'); title.textContent = text; a.append(title);
    const alike = g.every(p => p.x === g[0].x && p.y === g[0].y), r = Math.max(...g.map(p => p.radius));
    if (alike && r > 0) a.append(svgEl('circle', { class: 'doubt', cx: x, cy: y, r }));
    a.append(svgEl('circle', { class: 'dot', cx: x, cy: y, r: 12 + 10 * Math.log10(g.length) }));
    if (!one) { const n = svgEl('text', { x, y, dy: '0.35em' }); n.textContent = g.length; a.append(n); }
    at.set(a, g);
    return a;
  };
  // open lists what lies on a stack, or goes nearer when it lies apart.
  const open = async a => {
    let g = at.get(a);
    if (!g) {
      const square = +figure.dataset.square, at = v => Math.floor(v / square), x = at(+a.dataset.x), y = at(+a.dataset.y);
      g = (await load()).filter(p => at(p.x) === x && at(p.y) === y);
    }
    const apart = g.some(p => Math.hypot(p.x - g[0].x, p.y - g[0].y) > .5);
    const ul = el('ul');
    for (const p of g.slice(0, 60)) {
      const li = el('li');
      li.append(link(incident(p.id), p.title), ' ', el('span', [p.date, p.place, p.killed && p.killed + ' killed'].filter(Boolean).join(' · '), 'note'));
      ul.append(li);
    }
    if (g.length > 60) ul.append(el('li', `and ${g.length - 60} more`, 'note'));
    shown.replaceChildren(el('h3', `${g.length} incidents around ${g[0]?.place || 'here'}`), ul);
    if (apart) { fit(g.map(p => [p.x, p.y])); draw(); }
  };
  svg.addEventListener('click', e => {
    const a = e.target.closest('.pin');
    if (a && +a.dataset.count > 1) { e.preventDefault(); open(a); }
  });

  fit($$('.pin', svg).map(p => [+p.dataset.x, +p.dataset.y]));
  if (first.length > 1) view.w = Math.max(view.w, W / 3); else view.w = Math.max(view.w, 500);
  if (view.w > W * .6) view = { x: 0, y: 0, w: W, h: H };
  apply();
  if (view.w < W * .98 && first.some(p => +p.dataset.count > 1)) draw();
  new ResizeObserver(apply).observe(svg);

  $('.map-keys', figure).hidden = false;
  $('.map-keys', figure).addEventListener('click', e => {
    const how = e.target.dataset.zoom;
    if (how === 'in') zoom(1 / 1.5); if (how === 'out') zoom(1.5);
    if (how === 'all') { view = { x: 0, y: 0, w: W, h: H }; draw(); }
  });
  const point = e => { const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse()); return [p.x, p.y]; };
  svg.addEventListener('wheel', e => { e.preventDefault(); zoom(e.deltaY > 0 ? 1.25 : 1 / 1.25, ...point(e)); }, { passive: false });
  let drag;
  svg.addEventListener('pointerdown', e => { if (!e.target.closest('.pin')) { drag = point(e); svg.setPointerCapture(e.pointerId); } });
  svg.addEventListener('pointermove', e => { if (!drag) return; const p = point(e); view.x -= p[0] - drag[0]; view.y -= p[1] - drag[1]; apply(); });
  svg.addEventListener('pointerup', () => { drag = null; });
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('keydown', e => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (move) { e.preventDefault(); view.x += move[0] * view.w / 8; view.y += move[1] * view.h / 8; apply(); }
    if (e.key === '+' || e.key === '=') zoom(1 / 1.5);
    if (e.key === '-') zoom(1.5);
    if (e.key === '0') { view = { x: 0, y: 0, w: W, h: H }; draw(); }
  });
}
