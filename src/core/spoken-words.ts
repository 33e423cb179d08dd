// Words for codes that people say to each other: common, and hard to mishear. Two of 1,024 are harder to guess than six digits.
export const WORDS: readonly string[] = `
  abacus acorn actor airport album alley almond alpaca amber anchor angel ankle anthem antique antler apple apricot apron aquarium
  archer arctic arena armchair armor arrow artist aspen asphalt athlete atlas attic august autumn avocado award axle backpack
  bacon badger bagel baker ballet balloon ballroom bamboo banana bandit banjo banner barbecue barley baseball basil basin basket
  bath beach beacon beaver bedroom beehive beetle belt bench bicycle biscuit bishop bison blanket blizzard blossom blouse boat
  bonfire bonnet book border bottle boulder bouquet bowl bracket bramble branch brass breeze brick bridge broccoli bronze broom
  brother brownie brush bubble bucket buckle buffalo bugle bulb bundle bunny burger butter button cabbage cabinet cable cactus
  cake calendar camel camera camp canal candle candy canoe canvas canyon capsule captain caramel caravan card cargo carnival
  carousel carpet carrot carton cashew castle catapult cattle cauldron cave cedar cello cement ceramic chain chair chalk champion
  chapel checkers cheese chef cherry chess chest chestnut chicken chimney choir cider cinema cinnamon circle circus citrus city
  clarinet clinic clipper clock cloud clover coach cobalt cobra cockpit cocoa coconut coffee coin collar colony comb comet compass
  compost concert copper coral corner costume cottage cotton couch cousin cowboy coyote crab cradle crane crater crayon cream
  creek crescent cricket crocus crown crumb crystal cube cucumber cupcake curtain cushion cycle cymbal dairy daisy dancer darts
  december deck delta dentist desert desk dial diamond dinner dinosaur diploma diver doctor dolphin domino donkey donut door
  doorbell doughnut dove dragon drawer dream dress drill drum duck dumpling dune eagle earring earth easel east echo eclipse edge
  eggplant elbow elephant elevator ember emerald emperor enamel engine envelope envoy eruption evening exit fabric factory fairy
  falcon family farmer father feather february fence fern ferry festival fiddle field filter finger fire firefly fish flag
  flagpole flame flamingo flannel flask flea fleece flight flint flock flood flute foam folder folklore football forest fork fort
  fortress fossil fountain frame freezer friday friend frog frost fruit fudge funnel furnace gadget galaxy gallery gallop garage
  gardener gargoyle garlic gazebo gazelle gecko geyser giant ginger giraffe glacier glass glider globe glove goat goblet gold golf
  gondola goose gorilla grain grape graph grass gravel gravy grill grocer guard guardian guava guest guitar gull gymnast habitat
  hail hairpin halo hammer hammock hamster handbag hanger harbor harp harvest hawk hazel heart hedge hedgehog helmet herald herb
  heron highway hill hinge hippo hobby hockey holiday holly hologram honey hood hoof hook hornet horse hotel house hunter hurdle
  husky iceberg icicle idea igloo iguana inch indigo infant insect iris iron island ivory jacket jackpot jade jaguar january
  jasmine jelly jersey jewel jigsaw jockey joke journal judge juggler juice jungle juniper jury kangaroo karate kayak ketchup
  kettle keyboard kidney king kingdom kiosk kitchen kite kitten kiwi knee knot koala label lace ladder ladybug lagoon lake lamp
  landmark lantern laptop lasso laundry laurel lava lavender lawn lawyer leather ledge lemming lemon lemonade lens leopard letter
  lettuce library licorice lilac lily lime linen lion lipstick lizard llama lobby lobster locket lotus lullaby lumber lunch lute
  lynx machine magician magnet magpie mailbox mammoth mandolin mango mansion maple maracas marathon marble march margin marigold
  marina market marsh mask mast match mattress meadow melody melon mentor menu mermaid meteor meter mile milk mill minnow mint
  mirror mitten mixer moat model mole monday money monkey monsoon moon moose morning mosaic moss mother motor mountain mouse mouth
  movie muffin mule museum mushroom music mustang mustard myth nail napkin narwhal navy neck nectar needle nest nickel ninja
  noodle noon north nose notebook notepad november nugget nurse nutmeg nylon oasis oatmeal oboe ocean october octopus office olive
  omelet onion opal opera orange orbit orchard orchid organ origami ornament ostrich otter outpost oven overcoat oxygen oyster
  pacific paddle page paint palace palm pamphlet pancake panda panel panther papaya paper parade park parrot parsley parsnip party
  passport pasta pastry patio peach peacock peanut pearl pebble pecan pelican pencil penguin penny pepper perch perfume piano
  pickle picnic picture pigeon pilgrim pillow pilot pine pioneer pipe pirate pitcher pizza planet plant plaster plate platinum
  plaza plow plum pocket poem polar polka pollen pond pony poodle poplar poppy porch portrait postcard postman potato pottery
  prairie present pretzel prince printer prism prize puddle puffin pulley pumpkin puppet puppy purple puzzle pyramid python quail
  quarry quartz queen quiche quill quilt quiver rabbit raccoon race racket radar radio radish raft railway rainbow raincoat raisin
  ranch ranger raven recipe record reef referee relay rhubarb ribbon rice riddle river robin robot rocket rodeo roof rooster rope
  rowboat royal ruby ruler runner rust saddle safari sage salad salmon salon salt samurai sandal sandwich sapphire satin saturn
  saucer sausage scallop scarf school scissors scooter scout sculptor seahorse seal season seaweed secret shadow shark shawl sheep
  shelf shell shepherd sheriff ship shipyard shirt shoe shovel shower shrimp shrub shuttle sierra silk silver singer siren sister
  skate sketch skirt skunk skyline sled sleeve slipper sloth snail snow soap soccer sock sofa soldier sonnet soup souvenir spark
  sparrow spice spider spinach spiral sponge spoon spring sprout spruce squid squirrel stable stadium stage stamp star starfish
  station statue steam stencil stereo stool stork storm story stove straw stream street string studio subway sugar suitcase sultan
  summer summit sunday sunset surfer swallow swamp swan sweater swing syrup tablet tadpole tailor talent tango tank tape target
  tavern taxi teacher teapot temple tennis tent terrace theater theorem thermos thimble thistle thorn thumb thunder thursday
  ticket tiger tile timber tinsel toaster toffee tomato tongue tooth torch tornado tortoise toucan towel tower town track tractor
  trail train trapeze tray treasure tree treehouse triangle tribe trombone trophy trout truck trumpet trunk tuba tuesday tugboat
  tulip tuna tundra tunnel turban turkey turnip turquoise turtle tuxedo twig twilight typhoon umbrella uncle unicorn unicycle
  uniform universe uptown urchin vacuum valley vampire vanilla vase vault velvet vendor vest viking village vine vinegar vineyard
  viola violet violin visitor volcano vowel voyage vulture waffle wagon waiter wallpaper walnut walrus waltz wand warrior water
  waterfall wave weasel wedding wednesday wheat wheel whisker whisper whistle widget willow windmill window windsurf wing winter
  wizard wolf wombat wonder woodland wool workshop worm wreath wren wrist writer xylophone yacht yard yarn yearbook yellow yoga
  yogurt zebra zenith zigzag zipper zodiac
`
  .trim()
  .split(/\s+/);
