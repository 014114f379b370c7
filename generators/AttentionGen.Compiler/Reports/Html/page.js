// kinds[]: where, kernel, terms, global (none, read, both), cell (tokens to each side of a cell of the grid), hedge (before shares),
// grid (count, thousandths, ...; row after row) and, where known, rows: groups [queries, relative, start, length, step, count, ...].
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const at = id => document.getElementById(id);
  const n = data.length, Cells = {{cells}}, Smallest = Math.min(16, n);
  const canvas = at('mask');
  const number = x => String(x).replace(/\B(?=(\d{3})+$)/g, ',');
  const range = (first, end) => end - first === 1 ? number(first) : number(first) + '–' + number(end - 1);
  const clamp = (x, low, high) => Math.max(low, Math.min(high, x));

  // What is shown: the square of `size` tokens from (query, key), and the cell that the text is about.
  const state = { layer: 0, head: 0, query: 0, key: 0, size: n, row: 0, column: 0 };
  let view;

  for (const kind of data.kinds) {
    const cells = [];
    for (let i = 0; i < kind.grid.length; i += 2) for (let c = 0; c < kind.grid[i]; c++) cells.push(kind.grid[i + 1] / 1000);
    kind.shares = cells;
    if (!kind.rows) continue;
    kind.starts = [];
    kind.rows.reduce((query, group) => (kind.starts.push(query), query + group[0]), 0);
  }
  const kindNow = () => data.kinds[data.kindOf[state.layer][state.head]];

  // Runs [first, end) of keys that a query reads, of those from `from` to `to`.
  function runs(kind, query, from, to) {
    let low = 0, high = kind.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (kind.starts[middle] <= query) low = middle; else high = middle - 1;
    }
    const group = kind.rows[low], shift = group[1] ? query : 0, found = [];
    const first = Math.max(0, from), end = Math.min(n, to, kind.rowsCausal ? query + 1 : n);
    for (let i = 2; i < group.length; i += 4) {
      const start = group[i] + shift, length = group[i + 1], step = group[i + 2], count = group[i + 3];
      const skip = step > 0 ? Math.max(0, Math.ceil((first - start - length + 1) / step)) : 0;
      for (let c = skip; c < count && start + c * step < end; c++) {
        const a = Math.max(first, start + c * step), b = Math.min(end, start + c * step + length);
        if (a < b) found.push([a, b]);
      }
    }
    return found;
  }

  const cut = (first, size, cells, i) => first + Math.floor(i * size / cells);

  // The cells of the view: cuts, and a share for each.
  function look() {
    const kind = kindNow();
    if (state.size >= n) {
      const cells = Math.ceil(n / kind.cell), cuts = Array.from({ length: cells + 1 }, (_, i) => Math.min(n, i * kind.cell));
      return { kind, cells, queries: cuts, keys: cuts, shares: kind.shares, whole: true, hedge: kind.hedge };
    }
    const cells = Math.min(Cells, state.size);
    const queries = [], keys = [], shares = new Array(cells * cells).fill(0);
    for (let i = 0; i <= cells; i++) {
      queries.push(cut(state.query, state.size, cells, i));
      keys.push(cut(state.key, state.size, cells, i));
    }
    for (let row = 0; row < cells; row++) {
      if (!kind.rows) {
        const per = Math.ceil(n / kind.cell);
        for (let c = 0; c < cells; c++) shares[row * cells + c] = kind.shares[Math.floor(queries[row] / kind.cell) * per + Math.floor(keys[c] / kind.cell)];
        continue;
      }
      for (let c = 0, pairs = count(kind, queries[row], queries[row + 1], keys); c < cells; c++)
        shares[row * cells + c] = pairs[c] / ((queries[row + 1] - queries[row]) * (keys[c + 1] - keys[c]));
    }
    return { kind, cells, queries, keys, shares, whole: false, hedge: kind.rows ? '' : kind.hedge || 'about' };
  }

  // Pairs that queries [from, to) read, for each column.
  function count(kind, from, to, keys) {
    const pairs = new Array(keys.length - 1).fill(0);
    for (let query = from; query < to; query++) {
      let column = 0;
      for (const [first, end] of runs(kind, query, keys[0], keys[keys.length - 1])) {
        while (column > 0 && keys[column] > first) column--;
        while (keys[column + 1] <= first) column++;
        for (let c = column; c < pairs.length && keys[c] < end; c++) pairs[c] += Math.min(end, keys[c + 1]) - Math.max(first, keys[c]);
      }
    }
    return pairs;
  }

  function draw() {
    const style = getComputedStyle(document.documentElement), color = name => style.getPropertyValue(name).trim();
    const side = Math.max(64, Math.round(canvas.clientWidth * (window.devicePixelRatio || 1)));
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const pen = canvas.getContext('2d'), { cells, queries, keys, shares, kind } = view;
    const span = keys[cells] - keys[0], x = key => Math.round((key - keys[0]) / span * side), y = query => Math.round((query - queries[0]) / span * side);
    pen.globalAlpha = 1;
    pen.fillStyle = color('--empty');
    pen.fillRect(0, 0, side, side);
    const gap = span <= 32 ? Math.max(1, Math.round(side / span / 16)) : 0;
    const box = (row, c) => pen.fillRect(x(keys[c]), y(queries[row]), x(keys[c + 1]) - x(keys[c]) - gap, y(queries[row + 1]) - y(queries[row]) - gap);
    for (let row = 0; row < cells; row++) {
      for (let c = 0; c < cells; c++) {
        const share = shares[row * cells + c], global = isGlobal(kind, queries[row], keys[c]);
        if (share === 0 && !global) continue;
        pen.globalAlpha = global ? 1 : 0.16 + 0.84 * share;
        pen.fillStyle = color(global ? '--global' : '--read');
        box(row, c);
      }
    }
    const { row, column } = state, line = Math.max(2, side / 320);
    pen.globalAlpha = 1;
    pen.strokeStyle = color('--text');
    pen.lineWidth = line;
    pen.strokeRect(x(keys[column]), y(queries[row]), Math.max(line, x(keys[column + 1]) - x(keys[column])), Math.max(line, y(queries[row + 1]) - y(queries[row])));
  }

  // Token 0 is drawn as a global one.
  const isGlobal = (kind, query, key) => kind.global !== 'none' && (key === 0 || (kind.global === 'both' && query === 0));

  const percent = share => (share > 0 && share < 0.001 ? '<0.1' : (100 * share).toFixed(1)) + ' %';

  function tell() {
    const { kind, cells, queries, keys, shares } = view, { row, column } = state;
    const [q, qEnd, k, kEnd] = [queries[row], queries[row + 1], keys[column], keys[column + 1]], all = (qEnd - q) * (kEnd - k);
    const cell = at('cell');
    const pairs = kind.rows ? count(kind, q, qEnd, [k, kEnd])[0] : null;
    const share = pairs === null ? shares[row * cells + column] : pairs / all;
    let text = all === 1 && pairs !== null
      ? `Query ${number(q)} ${pairs ? 'reads' : 'does not read'} key ${number(k)}.`
      : `Queries ${range(q, qEnd)}, keys ${range(k, kEnd)}: ` + (pairs === null ? `${view.hedge && view.hedge + ' '}${percent(share)} of the pairs are read.` : `${number(pairs)} of ${number(all)} pairs are read, ${percent(share)}.`);
    if (kind.global !== 'none' && (k === 0 || (kind.global === 'both' && q === 0)))
      text += ` Global tokens come on top: token 0 is drawn as one. Every query reads it${kind.global === 'both' ? ', and it reads every key' : ''}.`;
    cell.textContent = text;
    Object.assign(cell.dataset, { query: q, queryEnd: qEnd, key: k, keyEnd: kEnd, share: share.toFixed(4) });
    if (pairs === null) delete cell.dataset.pairs; else cell.dataset.pairs = pairs;
    at('row').textContent = kind.rows ? rowText(kind, q) : '';
  }

  function rowText(kind, query) {
    const found = [];
    for (const [first, end] of runs(kind, query, 0, n)) {
      if (found.length && found[found.length - 1][1] === first) found[found.length - 1][1] = end; else found.push([first, end]);
    }
    const total = found.reduce((sum, [first, end]) => sum + end - first, 0);
    if (total === 0) return `Query ${number(query)} reads nothing here.`;
    const shown = found.slice(0, 4).map(([first, end]) => range(first, end)).join(', ') + (found.length > 4 ? ', …, ' + range(...found[found.length - 1]) : '');
    return `Query ${number(query)} reads ${number(total)} ${total === 1 ? 'key' : 'keys'}: ${shown}.`;
  }

  function show() {
    state.size = clamp(state.size, Smallest, n);
    state.query = clamp(state.query, 0, n - state.size);
    state.key = clamp(state.key, 0, n - state.size);
    view = look();
    state.row = clamp(state.row, 0, view.cells - 1);
    state.column = clamp(state.column, 0, view.cells - 1);
    const { kind, queries, keys, cells } = view, tokens = queries[1] - queries[0];
    at('key-first').textContent = number(keys[0]);
    at('key-last').textContent = number(keys[cells] - 1);
    at('query-first').textContent = number(queries[0]);
    at('query-last').textContent = number(queries[cells] - 1);
    at('scale').textContent = (tokens === 1 ? 'A cell is one query and one key.' : `A cell is ${number(tokens)} × ${number(tokens)} tokens.`)
      + (view.whole ? '' : kind.rows ? '' : ' Finer shares are not in this page; make it for a shorter length.');
    at('in').disabled = state.size <= Smallest;
    at('out').disabled = at('all').disabled = state.size >= n;
    at('layer').value = state.layer;
    at('head').value = state.head;
    at('terms').replaceChildren(...[...kind.terms, kind.kernel].map(text => Object.assign(document.createElement('li'), { textContent: text })));
    for (const button of at('kinds').children) button.setAttribute('aria-pressed', button.value === String(data.kindOf[state.layer][state.head]));
    tell();
    draw();
    const place = new URLSearchParams({ layer: state.layer, head: state.head, query: state.query, key: state.key, size: state.size, row: state.row, column: state.column });
    try { history.replaceState(null, '', '#' + place); } catch { /* a page inside a frame may not */ }
  }

  // Next size: powers of two per cell, so that cells stay whole tokens.
  function zoom(inwards, row = state.row, column = state.column) {
    const query = (view.queries[row] + view.queries[row + 1]) / 2, key = (view.keys[column] + view.keys[column + 1]) / 2;
    let size = state.size;
    if (inwards) {
      let next = Smallest;
      while (next * 2 < size) next *= 2;
      size = next;
    } else {
      size = size * 2 >= n ? n : size * 2;
    }
    const step = Math.max(1, size / Cells), place = middle => clamp(Math.round((middle - size / 2) / step) * step, 0, n - size);
    Object.assign(state, { size, query: place(query), key: place(key) });
    view = look();
    point(query, key);
    show();
  }

  // The cell that holds a pair.
  function point(query, key) {
    const find = (cuts, token) => clamp(cuts.findIndex((c, i) => i > 0 && token < c) - 1, 0, cuts.length - 2);
    [state.row, state.column] = [find(view.queries, query), find(view.keys, key)];
  }

  function move(rows, columns) {
    const { cells } = view, step = Math.max(1, state.size / Cells);
    if (state.row + rows < 0 || state.row + rows >= cells) state.query += rows * step; else state.row += rows;
    if (state.column + columns < 0 || state.column + columns >= cells) state.key += columns * step; else state.column += columns;
    show();
  }

  const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  canvas.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (arrows[e.key] && e.shiftKey) {
      state.query += arrows[e.key][0] * state.size / 4;
      state.key += arrows[e.key][1] * state.size / 4;
      [state.query, state.key] = [Math.round(state.query), Math.round(state.key)];
      show();
    } else if (arrows[e.key]) move(...arrows[e.key]);
    else if (e.key === '+' || e.key === '=' || e.key === 'Enter') zoom(true);
    else if (e.key === '-' || e.key === 'Escape') zoom(false);
    else if (e.key === '0') whole();
    else return;
    e.preventDefault();
  });

  function whole() {
    const query = view.queries[state.row], key = view.keys[state.column];
    state.size = n;
    view = look();
    point(query, key);
    show();
  }

  function cellAt(e) {
    const box = canvas.getBoundingClientRect(), span = view.keys[view.cells] - view.keys[0];
    const key = view.keys[0] + clamp((e.clientX - box.left) / box.width, 0, 0.9999) * span, query = view.queries[0] + clamp((e.clientY - box.top) / box.height, 0, 0.9999) * span;
    return { query, key };
  }

  let drag = null;
  canvas.addEventListener('pointerdown', e => {
    drag = { x: e.clientX, y: e.clientY, query: state.query, key: state.key };
    canvas.setPointerCapture(e.pointerId);
  });
  canvas.addEventListener('pointermove', e => {
    const box = canvas.getBoundingClientRect();
    if (drag && state.size < n && Math.hypot(e.clientX - drag.x, e.clientY - drag.y) > 4) {
      const step = Math.max(1, state.size / Cells), by = pixels => Math.round(pixels / box.width * state.size / step) * step;
      state.key = drag.key - by(e.clientX - drag.x);
      state.query = drag.query - by(e.clientY - drag.y);
      show();
      return;
    }
    const { query, key } = cellAt(e), before = [state.row, state.column];
    point(query, key);
    if (before[0] !== state.row || before[1] !== state.column) show();
  });
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => { drag = null; });
  canvas.addEventListener('dblclick', () => zoom(true));
  // The page scrolls until the picture is chosen.
  let turned = 0;
  canvas.addEventListener('wheel', e => {
    if (document.activeElement !== canvas && !e.ctrlKey) return;
    e.preventDefault();
    turned += e.deltaY;
    if (Math.abs(turned) < 60) return;
    zoom(turned < 0);
    turned = 0;
  }, { passive: false });

  at('in').addEventListener('click', () => zoom(true));
  at('out').addEventListener('click', () => zoom(false));
  at('all').addEventListener('click', whole);

  const chosen = (layer, head) => data.kindOf[layer] && data.kindOf[layer][head] >= 0;
  const heads = data.kindOf[0].map((_, h) => h).filter(h => data.kindOf.some((_, l) => chosen(l, h))), layers = data.kindOf.map((_, l) => l).filter(l => heads.some(h => chosen(l, h)));
  for (const [id, values] of [['layer', layers], ['head', heads]]) {
    at(id).append(...values.map(v => new Option(v, v)));
    at(id).addEventListener('change', e => { state[id] = +e.target.value; show(); });
  }
  at('kinds').append(...data.kinds.map((kind, i) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', value: String(i), textContent: `${kind.where} · ${kind.terms.join(', ')}` });
    button.addEventListener('click', () => {
      state.layer = layers.find(l => data.kindOf[l].includes(i));
      state.head = data.kindOf[state.layer].indexOf(i);
      show();
    });
    return button;
  }));
  at('kinds').hidden = data.kinds.length === 1;

  const shade = strength => `<i style="background:color-mix(in srgb, var(--read) ${Math.round(100 * strength)}%, var(--empty))"></i>`;
  at('legend').innerHTML = `<span>none&nbsp;<i style="background:var(--empty)"></i>${[0.125, 0.375, 0.625, 0.875].map(s => shade(0.16 + 0.84 * s)).join('')}${shade(1)}&nbsp;all pairs</span>`
    + (data.kinds.some(k => k.global !== 'none') ? '<span><i style="background:var(--global)"></i>&nbsp;global token (drawn first)</span>' : '');

  Object.assign(state, { layer: layers[0], head: heads[0] });
  view = look();
  state.row = state.column = view.cells >> 1;
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) if (name in state && /^\d+$/.test(value)) state[name] = +value;
  if (!chosen(state.layer, state.head)) Object.assign(state, { layer: layers[0], head: heads[0] });
  at('explorer').hidden = false;
  show();
  window.addEventListener('resize', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
