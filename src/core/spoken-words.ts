// Words for codes that people say to each other: common, short, and hard to mishear. Their number is what makes two of them hard to guess.
export const WORDS: readonly string[] = `
  anchor apple arrow autumn bacon badge bamboo banjo basket beacon bishop blanket bottle bridge bronze bucket
  butter button cactus camel candle canyon carpet carrot castle cellar cherry circus clover cobalt coffee comet
  copper coral cotton crystal daisy dancer desert diamond dolphin dragon eagle ember engine falcon feather ferry
  fiddle forest fossil fountain galaxy garden garlic ginger goblet guitar hammer harbor hazel helmet honey
  hunter iceberg island ivory jacket jaguar jasmine jungle kettle kitten ladder lantern lemon leopard lilac
  lobster magnet mango maple marble meadow melon mirror monkey mosaic mountain muffin napkin nectar needle
  nickel nugget oasis olive onion orbit orchid otter oyster paddle palace panda paper parrot pebble pepper piano
  picnic pigeon pillow pirate planet pocket pony potato prairie pumpkin puzzle python quartz rabbit radar raven
  ribbon river robin rocket saddle salmon sapphire saturn scarf shadow silver spider spiral sponge stable summer
  sunset tablet teapot temple thunder tiger timber tomato tornado tractor trumpet tulip tunnel turtle umbrella
  valley vanilla velvet village violet violin waffle wagon walnut walrus whisper willow window winter wizard
  yellow yogurt zebra zigzag
`
  .trim()
  .split(/\s+/);
