
// The search box offers what its last word can become: a list that the keyboard goes
// through, told to screen readers as a combobox.
function openFinder(form) {
  const input = $('#q'), list = el('ul', '', 'completions');
  let items = [], at = -1, begin = 0, asked; // begin is where the word begins that they are for
  list.id = 'q-list'; list.hidden = true;
  list.setAttribute('role', 'listbox'); list.setAttribute('aria-label', 'Completions');
  form.append(list);
  for (const [k, v] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', 'q-list'], ['aria-expanded', 'false']]) input.setAttribute(k, v);

  const close = () => { list.hidden = true; at = -1; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
  const mark = to => {
    at = to;
    $$('[role=option]', list).forEach((o, i) => o.setAttribute('aria-selected', i === at));
    const o = list.children[at];
    if (o) { input.setAttribute('aria-activedescendant', o.id); o.scrollIntoView({ block: 'nearest' }); } else input.removeAttribute('aria-activedescendant');
  };
  const take = i => {
    const x = items[i];
    input.setRangeText(x.insert + (x.open ? '' : ' '), begin, input.selectionStart, 'end');
    close();
    input.focus();
    if (x.open) { going = false; ask(); }
  };
  const show = () => {
    list.replaceChildren(...items.map((x, i) => {
      const o = el('li', '');
      o.id = 'q-' + i;
      o.setAttribute('role', 'option');
      o.append(el('b', x.text), el('span', x.note, 'note'));
      if (x.count) o.append(el('i', x.count));
      o.addEventListener('pointerdown', e => { e.preventDefault(); take(i); });
      return o;
    }));
    list.hidden = !items.length;
    input.setAttribute('aria-expanded', String(!!items.length));
    mark(-1);
    live(items.length ? `${items.length} completions, arrow down goes through them` : '');
  };
  // Once somebody goes through the list it stays as it is, whatever answer is still on
  // its way: what is chosen must be what was seen.
  let going = false;
  const ask = async () => {
    if (going) return;
    asked?.abort();
    asked = new AbortController();
    const end = input.selectionStart;
    try {
      const answer = await fetch('/api/complete?q=' + encodeURIComponent(input.value.slice(0, end)), { signal: asked.signal });
      if (!answer.ok) return close();
      const got = await answer.json();
      if (document.activeElement !== input || going) return;
      items = got.items; begin = end - got.word.length;
      show();
    } catch (e) { if (e.name !== 'AbortError') close(); }
  };
  const soon = later(110, ask);
  input.addEventListener('input', () => { going = false; soon(); });
  input.addEventListener('blur', () => { going = false; close(); });
  input.addEventListener('keydown', e => {
    if (e.key === 'ArrowDown' && list.hidden) { e.preventDefault(); going = false; ask(); return; }
    if (list.hidden) { if (e.key === 'Escape') input.blur(); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) { e.preventDefault(); going = true; mark((at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length); }
    else if ((e.key === 'Enter' || e.key === 'Tab') && at >= 0) { e.preventDefault(); take(at); }
    else if (e.key === 'Escape') { e.preventDefault(); close(); }
  });
}

// A line of the list, its pin and its tick in time are shown together.
function openList(list) {
  const of = id => $$(`[data-id="${CSS.escape(id)}"]`);
  const set = (e, on) => { const x = e.target.closest?.('[data-id]'); if (x) for (const y of of(x.dataset.id)) y.classList.toggle('with', on); };
  for (const [kind, on] of [['pointerover', true], ['pointerout', false], ['focusin', true], ['focusout', false]]) $('.results').addEventListener(kind, e => set(e, on));
}
