// The gallery inside the browser: hangs cards as the sandbox's page draws them, and tells what is wrong with how they hang.
import { renderCard } from '../../sandbox/client/cards/render.ts';

globalThis.gallery = { hang, faults };

/** `tried`: every button was pressed once with nothing entered, so that forms are open and say what is missing. */
function hang(exhibits) {
  const figures = exhibits.map(({ name, card, tried }) => {
    const figure = document.createElement('figure');
    figure.dataset.name = name;
    figure.card = card;
    figure.innerHTML = '<figcaption></figcaption><div class="card"><div class="card-body"></div></div>';
    figure.querySelector('figcaption').textContent = name;
    const drawn = renderCard(card, () => {});
    if (drawn) figure.querySelector('.card-body').append(drawn);
    if (tried) for (const button of figure.querySelectorAll('button')) button.click();
    return figure;
  });
  document.querySelector('main').replaceChildren(...figures);
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
  const title = node.type?.startsWith('Action.') && node.title ? [node.title] : [];
  return [...own, ...title, ...['body', 'actions', 'items', 'columns', 'inlines'].flatMap(key => texts(node[key]))];
}

function overflowing(part) {
  // A text area scrolls by itself; what has no box of its own has no size to exceed.
  if (part.clientWidth === 0 || part.matches('textarea')) return [];
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = part;
  return [
    ...(scrollWidth > clientWidth ? [`${nameOf(part)} is ${scrollWidth} wide in ${clientWidth} px`] : []),
    ...(scrollHeight > clientHeight + 1 ? [`${nameOf(part)} is ${scrollHeight} high in ${clientHeight} px`] : []),
  ];
}

/** It may fit today; with longer words its end would be lost. */
function cut(part) {
  const { textOverflow, overflowX, webkitLineClamp } = getComputedStyle(part);
  const dots = textOverflow === 'ellipsis' && overflowX !== 'visible';
  return dots || webkitLineClamp !== 'none' ? [`${nameOf(part)} would be cut short`] : [];
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
