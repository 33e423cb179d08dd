// The gallery inside the browser: hangs cards as the sandbox's page draws them, and tells what is wrong with how they hang.
import { renderCard } from '../../sandbox/client/cards/render.ts';

globalThis.gallery = { hang, faults, thin };

/** `tried`: every button was pressed once with nothing entered, so that forms are open and say what is missing. */
function hang(exhibits, theme) {
  const figures = exhibits.map(({ name, card, cast, shape, tried }) => {
    const figure = document.createElement('figure');
    Object.assign(figure.dataset, { name, cast, shape });
    figure.card = card;
    figure.innerHTML = '<figcaption></figcaption><div class="card"><div class="card-body"></div></div>';
    figure.querySelector('figcaption').textContent = name;
    const drawn = renderCard(card, theme, () => {});
    if (drawn) figure.querySelector('.card-body').append(drawn);
    if (tried) for (const button of figure.querySelectorAll('button')) button.click();
    return figure;
  });
  document.querySelector('main').replaceChildren(...figures);
}

/** One of each shape stays, in each cast or in all; the others differ from it in words alone. Returns how many stay. */
function thin(within) {
  const seen = new Set();
  for (const figure of document.querySelectorAll('figure')) {
    const { cast, shape } = figure.dataset;
    const kind = within === 'each cast' ? cast + shape : shape;
    if (seen.has(kind)) figure.remove();
    seen.add(kind);
  }
  return seen.size;
}

function faults() {
  return [...document.querySelectorAll('figure')].flatMap(figure => {
    const parts = [...figure.querySelectorAll('.card, .card *')];
    const wrong = [
      ...unsaid(figure),
      ...parts.flatMap(overflowing),
      ...parts.flatMap(cut),
      ...outside(figure),
      ...unlabelled(figure),
      ...markedUp(figure),
    ];
    const primary = figure.querySelectorAll('.style-positive').length;
    if (primary > 1) wrong.push(`${primary} primary actions`);
    return wrong.map(what => `${figure.dataset.name}: ${what}`);
  });
}

/** Every text of the card stands on it, letter by letter: had it been read as Markdown or HTML, signs would be missing. */
function unsaid(figure) {
  const squeezed = text => text.replace(/\s+/g, '');
  const shown = squeezed(figure.querySelector('.card').textContent);
  return texts(figure.card)
    .filter(text => !shown.includes(squeezed(text)))
    .map(text => `does not say "${text}"`);
}

function texts(node) {
  if (Array.isArray(node)) return node.flatMap(texts);
  if (typeof node !== 'object' || node === null) return [];
  const own = ['TextBlock', 'TextRun'].includes(node.type) ? [node.text] : [];
  const title = /^Action\./.test(node.type ?? '') && node.title ? [node.title] : [];
  return [...own, ...title, ...['body', 'actions', 'items', 'columns', 'inlines'].flatMap(key => texts(node[key]))];
}

function overflowing(part) {
  // A text area scrolls by itself; what has no box of its own has no width to exceed.
  if (part.clientWidth === 0 || part.matches('textarea')) return [];
  return part.scrollWidth > part.clientWidth
    ? [`${nameOf(part)} is ${part.scrollWidth} in ${part.clientWidth} px`]
    : [];
}

function cut(part) {
  const style = getComputedStyle(part);
  const wrong = [];
  if (style.textOverflow === 'ellipsis' && style.overflowX !== 'visible') wrong.push('an ellipsis waits');
  if (style.webkitLineClamp !== 'none') wrong.push('lines are counted');
  if (style.overflowY !== 'visible' && part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 1)
    wrong.push(`${part.scrollHeight} high in ${part.clientHeight} px`);
  return wrong.map(what => `${nameOf(part)}: ${what}`);
}

function outside(figure) {
  const frame = figure.querySelector('.card').getBoundingClientRect();
  const walker = document.createTreeWalker(figure.querySelector('.card'), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const wrong = [];
  while (walker.nextNode()) {
    range.selectNodeContents(walker.currentNode);
    const out = [...range.getClientRects()].some(
      line =>
        line.width > 0 &&
        (line.left < frame.left || line.right > frame.right || line.top < frame.top || line.bottom > frame.bottom),
    );
    if (out) wrong.push(`"${walker.currentNode.data}" leaves the card`);
  }
  return wrong;
}

function unlabelled(figure) {
  return [...figure.querySelectorAll('input, textarea, select')].flatMap(input => {
    const named = (input.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(id => id !== '');
    const lost = named.filter(id => !document.getElementById(id)?.textContent);
    const label = named.length > 0 || [...(input.labels ?? [])].some(({ textContent }) => textContent);
    return label && lost.length === 0 ? [] : [`${nameOf(input)} has no label`];
  });
}

/** Cards are plain sentences: whatever could be made of a person's words shows up as one of these. */
function markedUp(figure) {
  const found = figure.querySelectorAll('.card :is(a, b, i, strong, em, ul, ol, img, script, iframe, h1, h2)');
  return [...found].map(part => `${nameOf(part)} was made of text`);
}

function nameOf(part) {
  return `<${part.localName} class="${part.className}"> "${part.textContent.slice(0, 40)}"`;
}
