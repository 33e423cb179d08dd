// Whether the icons are what Teams takes: sizes, white on nothing for the app bar, and no see-through middle of the coloured one.
import { readPng } from './png.mjs';

const COLOR = 192;
const OUTLINE = 32;

/** @param icons the manifest's `icons`; @param files names to bytes */
export function problemsOfIcons(icons, files) {
  return [
    ...problemsOfOne(icons?.color, COLOR, files, colourful),
    ...problemsOfOne(icons?.outline, OUTLINE, files, whiteOnNothing),
  ];
}

function problemsOfOne(name, size, files, look) {
  if (typeof name !== 'string') return [];
  const problem = (what, mend = 'Draw it with: node appPackage/icons/draw.mjs') => [
    { name: `appPackage/${name}`, problem: what, mend },
  ];
  const bytes = files.get(name);
  if (!bytes) return problem('is not there');
  const png = readPng(bytes);
  if (!png)
    return problem('is no PNG of eight bits a channel', 'Save it as a plain 24- or 32-bit PNG, not interlaced.');
  if (png.width !== size || png.height !== size)
    return problem(`is ${png.width}×${png.height} pixels`, `It has to be ${size}×${size}.`);
  const wrong = look(png.pixels);
  return wrong ? problem(...wrong) : [];
}

function colourful(pixels) {
  const middle = (COLOR * COLOR) / 2 + COLOR / 2;
  if (pixels[middle * 4 + 3] !== 255) return ['is transparent in its middle', 'Put it on a full ground.'];
  return undefined;
}

/** The app bar colours what is white itself; any other colour would stay as it is, and be lost on one of the themes. */
function whiteOnNothing(pixels) {
  const opaque = [];
  for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] > 0) opaque.push(at);
  if (opaque.length === pixels.length / 4) return ['has no transparent ground', 'White strokes on nothing.'];
  if (opaque.length === 0) return ['is empty', 'White strokes on nothing.'];
  if (opaque.some(at => pixels[at] < 255 || pixels[at + 1] < 255 || pixels[at + 2] < 255))
    return ['has other colours than white', 'White strokes on nothing.'];
  return undefined;
}
