// A QR code as SVG in the page itself: no image to fetch, and nothing of it anywhere else.
import qrcode from 'qrcode-generator';
import { type Html, html } from './page.ts';

/** Modules of white around it: readers need four (ISO/IEC 18004). */
const QUIET = 4;

/** Black on white in every theme: readers expect it so. `label` is what it is, to those who cannot see it. */
export function qrCode(text: string, label: string): Html {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET;
  const modules = Array.from({ length: count * count }, (_, at) => [Math.floor(at / count), at % count] as const);
  const path = modules
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    .join('');
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}
