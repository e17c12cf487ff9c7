
// What a page has is opened when everything above is there.
for (const [selector, open] of [['.record', openRecord], ['[data-map]', openMap], ['[data-add]', openAdder], ['[data-find]', openFinder], ['.finder.review', openQueue], ['.found .list', openList]]) {
  const at = $(selector);
  if (at) open(at);
}
