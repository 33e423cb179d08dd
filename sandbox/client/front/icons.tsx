// The few pictures on buttons, drawn for this page. They are decoration: every button has its words.
const PATHS = {
  bell: 'M10 2.5a5 5 0 0 0-5 5v3.2L3.5 14h13L15 10.7V7.500a5 5 0 0 0-5-5ZM8 16a2 2 0 0 0 4 0',
  chat: 'M3 4.500h14v9.500H9.500L6 17v-3H3z',
  people:
    'M7 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM1.500 16.500c0-3 2.500-5 5.500-5s5.500 2 5.500 5M13.500 9.500a2.500 2.500 0 1 0-1-4.800M14 11.600c2.600.2 4.500 2 4.500 4.900',
  lock: 'M6.500 8.500V6a3.500 3.500 0 0 1 6.800-1.200M4.500 8.500h11v8h-11zM10 11.500v2',
  send: 'M3 3.500 17.500 10 3 16.500l2-6.500zM5 10h6',
  close: 'M5 5l10 10M15 5 5 15',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  back: 'M12.500 4 6.500 10l6 6',
  play: 'M6 4v12l10-6z',
  stop: 'M5.500 5.500h9v9h-9z',
  plus: 'M10 4v12M4 10h12',
  wire: 'M3 6h9M9.500 3 12.500 6l-3 3M17 14H8M10.500 11 7.500 14l3 3',
  plug: 'M7 2.500v4M13 2.500v4M5 6.500h10v3a5 5 0 0 1-10 0zM10 14.500v3',
  list: 'M4 5.500l1.500 1.500L8 4.500M10.500 6H17M4 12.500 5.500 14 8 11.500M10.500 13H17',
  phone:
    'M5.200 3h2.400l1.300 3.400-1.700 1.200a9 9 0 0 0 4.200 4.200l1.200-1.700 3.400 1.300v2.400A1.700 1.700 0 0 1 14.200 15.500 11.500 11.500 0 0 1 3.500 4.700 1.700 1.700 0 0 1 5.200 3Z',
  at: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM13 7v4.200c0 2.600 4 2.600 4-1.200a7 7 0 1 0-2.800 5.600',
  reply: 'M8 5 3.500 9.500 8 14M4 9.500h7a5.500 5.500 0 0 1 5.500 5.500',
} as const;

/** Those that point somewhere: where people read from right to left, they point the other way. */
const TURNING: readonly string[] = ['send', 'back', 'reply', 'list'];

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" data-turns={TURNING.includes(name)} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
