// Keeps a list at its end while new things come, unless somebody is reading further up.
import { useEffect, useRef } from 'preact/hooks';
import { READING } from '../cards/outcome.ts';

const NEAR = 80;

/** @param mark changes whenever something new is in the list */
export function useEnd<Part extends HTMLElement>(mark: unknown) {
  const list = useRef<Part>(null);
  const atEnd = useRef(true);
  const top = useRef(0);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    // Only going up is leaving: what grows below moves the end away without anybody having scrolled.
    const note = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      const up = element.scrollTop < top.current;
      if (near !== up) atEnd.current = near;
      top.current = element.scrollTop;
    };
    const follow = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    };
    const stay = () => {
      atEnd.current = false;
    };
    element.addEventListener(READING, stay);
    element.addEventListener('scroll', note, { passive: true });
    // Cards are drawn after the list, and grow while they are used.
    const grown = new ResizeObserver(follow);
    grown.observe(element);
    for (const child of element.children) grown.observe(child);
    follow();
    return () => {
      element.removeEventListener(READING, stay);
      element.removeEventListener('scroll', note);
      grown.disconnect();
    };
  }, [mark]);

  return list;
}
