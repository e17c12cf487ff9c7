// Files are sent one by one, so that each tells what became of it as soon as it is
// kept, and one that fails stops no other.
function openAdder(form) {
  const table = $('.arrivals'), body = $('tbody', table), drop = $('.drop');
  const cell = (tr, ...what) => { const td = document.createElement('td'); td.append(...what); tr.append(td); return td; };
  const led = a => link(incident(a.record), a.title || a.record);
  const tell = (td, a) => {
    td.replaceChildren();
    if (a.problem) { const s = document.createElement('span'); s.className = 'bad'; s.textContent = 'not read: ' + a.problem; td.append(s); return; }
    if (a.had) td.append('already there', ...(a.record ? [', in ', led(a)] : []));
    else if (a.record) td.append(a.opened ? 'a new incident: ' : 'joins ', led(a));
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
