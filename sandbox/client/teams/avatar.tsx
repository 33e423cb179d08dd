// A person's initials in their colour, or the bot's lock.
import { Icon } from '../front/icons.tsx';

const COLOURS = 8;

export function Avatar({ name, bot = false }: { readonly name: string; readonly bot?: boolean }) {
  if (bot)
    return (
      <span class="avatar avatar-bot" aria-hidden="true">
        <Icon name="lock" />
      </span>
    );
  const initials = name
    .split(' ')
    .map(word => word[0])
    .slice(0, 2)
    .join('');
  const code = (at: number) => name.codePointAt(at) ?? 0;
  const colour = (name.length * 3 + code(0) + code(name.length - 1)) % COLOURS;
  return (
    <span class="avatar" data-colour={colour} aria-hidden="true">
      {initials}
    </span>
  );
}
