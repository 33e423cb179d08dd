// The on-premises side without a directory, held to the same sentences as a real one.
import { inMemory } from '../../sandbox/on-premises/memory.ts';
import { createWorld } from '../../sandbox/world.ts';
import { onPremisesContract } from './on-premises.ts';

const world = createWorld();
const domain = inMemory(world);

onPremisesContract('the world’s memory', () => ({
  world,
  domain,
  enters: (person, plain) => domain.signIn(person, plain),
}));
