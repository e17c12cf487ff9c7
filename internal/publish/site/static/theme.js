// The theme that a reader chose holds before anything is drawn.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* a browser that keeps nothing for pages of a folder */ }
document.documentElement.classList.add('scripted');
