
// Files are sent one by one. The desk tells of each report as soon as it is kept, so
// that a packed file of hundreds shows how far it is, and one that fails stops no other.
function openAdder(form) {
  const table = $('.arrivals'), body = $('tbody', table), drop = $('.drop'), going = $('.going');
  const cell = (tr, ...what) => { const td = el('td'); td.append(...what); tr.append(td); return td; };
  const paper = a => a.document ? link('/documents/' + a.document, a.told || a.document) : 'it';
  const led = a => link(incident(a.record), a.title || a.record);
  const tell = (td, a) => {
    td.replaceChildren();
    td.className = '';
    if (a.problem) { td.append(el('span', 'not read: ' + a.problem, 'bad')); return; }
    if (a.had) td.append('already there as ', paper(a), ...(a.record ? [', which tells of ', led(a)] : []));
    else if (a.record) td.append(paper(a), a.opened ? ' tells of a new incident: ' : ' joins ', led(a));
    else td.append(paper(a), ' is kept; it tells of no incident');
    if (a.newer_of) td.append(' · a newer version of ', link('/documents/' + a.newer_of, a.newer_of), ' (', link(`/compare?a=${a.newer_of}&b=${a.document}`, 'compare'), ')');
    if (a.repeats) td.append(' · repeats what ' + a.repeats + ' says');
  };
  const row = (name, text) => {
    const tr = el('tr'), first = cell(tr, name), td = cell(tr, text);
    first.dir = 'auto'; td.className = 'busy';
    body.append(tr);
    table.hidden = false;
    return { tr, first, td };
  };
  // A line of the answer after the other.
  const linesOf = async function* (answer) {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ;) {
      const { value, done } = await reader.read();
      rest += value ?? '';
      const lines = rest.split('\n');
      rest = lines.pop();
      for (const l of lines) if (l) yield JSON.parse(l);
      if (done) return;
    }
  };
  const send = async (at, data) => {
    at.td.textContent = 'reading …';
    let n = 0, last = at;
    try {
      const answer = await fetch('/api/documents', { method: 'POST', body: data, headers: { Accept: 'application/x-ndjson' } });
      if (!answer.ok) { tell(at.td, { problem: (await answer.json()).error }); return; }
      for await (const a of linesOf(answer)) {
        if (a.error) { tell(row('', '').td, { problem: a.error }); continue; }
        if (n++) { last = row(a.name, ''); } else last.first.textContent = a.name;
        tell(last.td, a);
        if (n > 1) step(`${n} reports of this file are done`);
      }
      if (!n) tell(at.td, { problem: 'nothing was in it' });
    } catch { tell(at.td, { problem: 'the desk does not answer; what is told above is kept, try this one again' }); }
  };
  let done = 0, all = 0;
  const step = text => {
    going.hidden = false;
    $('progress', going).max = all; $('progress', going).value = done;
    $('span', going).textContent = `${done} of ${all} done` + (text ? ' · ' + text : '');
  };
  const sendAll = async list => {
    all += list.length;
    const waiting = list.map(([name, data]) => [row(name, 'waiting'), data]);
    step();
    for (const [at, data] of waiting) { await send(at, data); done++; step(); }
    live(`${done} of ${all} done`);
  };
  const one = (key, value) => { const data = new FormData(); data.append(key, value); return data; };
  const filesOf = files => [...files].map(f => [f.name, one('file', f)]);
  form.addEventListener('submit', async e => {
    e.preventDefault();
    const text = $('textarea', form), address = $('[name=url]', form), files = $('input[type=file]', form), list = filesOf(files.files);
    if (text.value.trim()) list.push(['pasted text', one('text', text.value)]);
    if (address.value.trim()) list.push([address.value.trim(), one('url', address.value.trim())]);
    if (!list.length) { live('Choose a file, paste a text or give an address.'); text.focus(); return; }
    text.value = address.value = files.value = '';
    await sendAll(list);
  });
  for (const n of ['dragenter', 'dragover']) drop.addEventListener(n, e => { e.preventDefault(); drop.classList.add('over'); });
  for (const n of ['dragleave', 'drop']) drop.addEventListener(n, () => drop.classList.remove('over'));
  drop.addEventListener('drop', e => { e.preventDefault(); sendAll(filesOf(e.dataTransfer.files)); });
}
