/* What the components of the pages share: numbers from text, colours, light and dark, files. */
(function () {
  const root = document.documentElement;
  const KEY = 'goodwill:mode';
  root.lang = 'en';
  const view = document.querySelector('meta[name=viewport]');
  if (view) view.content = 'width=device-width, initial-scale=1';  // people may zoom in

  function stored() { try { return localStorage.getItem(KEY); } catch (e) { return null; } }
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const listeners = new Set();

  const goodwill = {
    mode() { return stored() || (dark.matches ? 'dark' : 'light'); },
    setMode(mode) {
      try { localStorage.setItem(KEY, mode); } catch (e) { /* private window: for this page only */ }
      apply(mode);
    },
    onMode(f) { listeners.add(f); return () => listeners.delete(f); },
    drawn: {},  // when each picture was painted last, for whoever measures
    css(name) { return getComputedStyle(root).getPropertyValue('--' + name).trim(); },
    bytes(text) {
      const raw = atob(text || ''), out = new Uint8Array(raw.length);
      for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
      return out;
    },
    floats(text) { return new Float32Array(goodwill.bytes(text).buffer); },
    whole(text) { return new Uint32Array(goodwill.bytes(text).buffer); },
    save(name, mime, base64) {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([goodwill.bytes(base64)], { type: mime }));
      link.download = name;
      document.body.appendChild(link); link.click(); link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    },
    /* Numbers as viz/words.py prints them. */
    write(value, how) {
      if (value === null || value === undefined || Number.isNaN(value)) return '–';
      const size = Math.abs(value), sign = value < 0 ? '−' : '';
      if (how === 'fraction') return sign + size.toFixed(2);
      if (how === 'share') return sign + (size * 100).toFixed(size < 0.0995 && size > 0 ? 1 : 0) + '\u00a0%';
      if (how === 'euros') return size < 0.5 ? '€0' : sign + '€' + goodwill.short(size);
      return sign + goodwill.short(size);
    },
    short(size) {
      for (const [scale, letter] of [[1e9, 'bn'], [1e6, 'm'], [1e3, 'k']]) {
        if (size >= 0.9995 * scale) {
          const scaled = size / scale;
          return (scaled < 9.95 ? scaled.toFixed(1).replace(/\.0$/, '') : scaled.toFixed(0)) + letter;
        }
      }
      if (size >= 9.95 || Math.abs(size - Math.round(size)) < 1e-9) return String(Math.round(size));
      return size >= 0.995 ? size.toFixed(1) : size.toPrecision(2).replace(/\.?0+$/, '');
    },
    sharp(canvas, width, height) {
      const ratio = window.devicePixelRatio || 1;
      const w = Math.round(width * ratio), h = Math.round(height * ratio);
      if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
      const pen = canvas.getContext('2d');
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      return pen;
    },
  };

  function apply(mode) {
    root.dataset.mode = mode;
    listeners.forEach((f) => f(mode));
  }
  dark.addEventListener('change', () => { if (!stored()) apply(goodwill.mode()); });
  apply(goodwill.mode());
  window.goodwill = goodwill;
})();
