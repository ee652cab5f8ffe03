package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Term.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Words of the language of shops that weigh differently from others: no names of anything sold.
final class Words {

    private static final Map<String, Kind> KINDS = new HashMap<>();

    static {
        put(Kind.FILLER, """
                a an the and or of for with in on at to by from as is are be your our this that it its all any
                plus's w amp series serie class classe klasse new brand sealed original genuine official authentic oem bulk retail box boxed packaging
                free shipping delivery fast sale offer deal best price cheap buy shop online store warranty year years
                serie only includes including incl included compatible pack's refurbished renewed used open like condition grade
                und oder mit fur der die das ein eine von zu im am neu et ou avec pour le la les un une de du
                des con para el los las y o nuevo e di il per da i gli na w z do voor met en van het
                com www inc ltd llc corp gmbh co tm
                """);
        put(Kind.COLOR, """
                black white red blue green yellow orange purple violet pink brown grey gray silver gold golden beige
                navy teal turquoise cyan magenta maroon burgundy bordeaux ivory cream charcoal graphite anthracite
                bronze copper rose lavender lilac mint olive khaki tan coral indigo crimson scarlet emerald azure
                chrome titanium platinum transparent clear multicolor multicolour rainbow champagne sand midnight
                starlight schwarz weiss weiß rot blau grun grün gelb grau silber braun rosa lila turkis türkis noir
                blanc rouge bleu vert jaune gris argent brun negro blanco rojo azul verde amarillo plata dorado nero
                bianco rosso verde giallo grigio zwart wit rood blauw groen geel grijs
                """);
        put(Kind.GENERIC, """
                ssd hdd nand sata nvme pcie solid state drive drives hard disk disc internal external portable usb
                wireless wired bluetooth    cordless rechargeable optical mechanical keyboard keyboards mouse
                mice headset headsets headphone headphones earphone earphones earbuds speaker speakers soundbar subwoofer
                monitor monitors screen display lcd led oled qled hdtv tv television camera cameras digital mirrorless
                dslr slr camcorder video photo audio music stereo printer printers laser inkjet scanner copier fax
                laptop laptops notebook notebooks computer computers pc desktop tablet  phone phones smartphone
                smartphones mobile cell cellular telephone unlocked graphics card cards gpu vga processor processors cpu
                motherboard mainboard memory module modules ram storage router routers switch switches network networking
                ethernet    microphone webcam projector watch watches smartwatch console player
                recorder dvd blu  bluray  theater theatre cinema system systems receiver amplifier radio
                microwave oven ovens refrigerator freezer washer dryer dishwasher  vacuum cleaner  maker
                machine blender mixer toaster kettle heater conditioner purifier humidifier lamp lamps   bulb
                furniture chair chairs desk table sofa mattress bed drill saw wrench screwdriver tool tools bicycle bike
                bikes helmet shoe shoes boot boots sneaker sneakers running training trail   shirt shirts
                tshirt jacket jackets pants trousers jeans shorts dress dresses skirt hat hats cap caps glove gloves sock
                socks toy toys puzzle doll game games gaming gamer book paperback hardcover software perfume parfum eau
                toilette shampoo cream serum lotion capsule capsules softgels  supplement vitamin dietary
                technology technologies technical hardware electronic electronics electric electrical automatic manual
                  quality  speed   hd uhd fhd
                  model device unit product item products interface connection connectivity chipset
                form factor         function multifunction     lightweight
                design stylish ergonomic   surveillance  internet multimedia entertainment
                       lens lenses men mens women womens ladies unisex adult
                edition type model body sort version size ports port gigahertz core cores thread threads cache turbo boost
                pixel pixels panel widescreen wide smartphone handset chipset liquid cooler cooling heatsink fan fans sensor
                rack rackmount mountable stick pendrive pen label labels string strings guitar drum whisky whiskey
                wine beer pedal pedals brake brakes chain saddle tire tires tyre tyres handlebar socket edition line
                memoria memoire memorie karta carte tarjeta karte speicherkarte speicher arbeitsspeicher geheugen
                flashgeheugen moderkort placa madre scheda carte mere processador prosessor procesor processore
                processeur prozessor procesador disco disque dysk festplatte laufwerk siltovka casquette kappe gorra
                sapca cappello auriculares cuffie kopfhorer casque sluchawki drukarka imprimante impresora
                stampante drucker monitor clavier teclado tastatur tastiera souris raton maus ecran bildschirm schermo
                telefon telefono telephone montre reloj uhr orologio zegarek horloge lente lentille objektiv objectif
                obiettivo objetivo camara kamera appareil photo chaussures schuhe zapatos scarpe portatil prenosni
                externo externe extern externi interne intern interno inalambrico kabellos drahtlos netzwerk netwerk
                reseau rete konsole consola console spielkonsole libro livre buch fernseher televisor televiseur


                """);
        put(Kind.ACCESSORY, """
                kit case cases cover covers bag bags sleeve pouch pad pads stand stands mount mounts holder bracket
                charger chargers charging dock docking cable cables cord adapter adapters adaptor battery batteries
                bundle bundles set sets strap straps band skin protector filter filters refill cartridge cartridges toner
                ink ribbon replacement spare part parts remote controller hub stylus tripod backpack upgrade extension
                license licence subscription renewal refurbishment warranty's repair
                """);
        put(Kind.SERIES, """
                pro max mini plus ultra lite se fe xl xs xxl ti super evo xt xtx nano rgb argb wifi poe lte cellular
                """);
        put(Kind.STANDARD, """
                usb sata bluetooth pcie pci dect ddr gddr lpddr directx opengl android ios
                """);
    }

    /// Materials, adjectives and things of every day: they do not name whose thing it is.
    private static final Set<String> EVERYDAY = new HashSet<>();

    static {
        EVERYDAY.addAll(List.of("""
                leather cotton wool woolen merino silk linen denim velvet fleece polyester nylon canvas wood wooden oak walnut
                pine bamboo steel stainless iron metal aluminium aluminum brass plastic ceramic porcelain stoneware glass
                crystal paper rubber silicone foam marble stone bowl plate plates cup cups mug mugs spoon spoons fork knife
                knives pan pot pots tray jar bottle bottles box basket bin scarf sweater pullover hoodie cardigan blouse coat
                vest suit tie belt wallet purse ring rings necklace bracelet earring earrings pendant candle candles vase
                frame mirror rug carpet curtain curtains blanket towel towels pillow cushion sheet sheets duvet wall door
                shelf shelves bookcase cabinet drawer drawers stool bench bedside coffee tea kitchen bath bathroom bedroom
                living room garden outdoor indoor floor reading desk office home travel kids baby dog cat pet car bike
                round square large small medium big mini long short wide narrow high low tall thin thick heavy light soft
                hard warm cool dark bright modern classic vintage retro simple basic premium luxury deluxe standard slim
                regular natural organic handmade printed striped plain solid floral knit knitted crew neck sleeve sleeves
                waterproof windproof insulated foldable adjustable reusable disposable salad dinner serving cutting chopping
                board boards bag bags sleeve notebook pen pens pencil pencils poster card cards gift sticker stickers yoga
                hdmi displayport dvi vga thunderbolt lightning coaxial aux rca scart cashmere hemp suede satin
                mat dumbbell ball balls tent sleeping hiking camping running cycling swim swimming summer winter autumn
                spring day night double single queen king twin full size set pair man woman boy girl
                """.strip().split("\\s+", 0)));
    }

    /// The same color under two spellings or tongues.
    private static final Map<String, String> COLORS = Map.ofEntries(
            Map.entry("gray", "grey"),
            Map.entry("golden", "gold"),
            Map.entry("multicolour", "multicolor"),
            Map.entry("bordeaux", "burgundy"),
            Map.entry("anthracite", "graphite"),
            Map.entry("schwarz", "black"),
            Map.entry("noir", "black"),
            Map.entry("negro", "black"),
            Map.entry("nero", "black"),
            Map.entry("zwart", "black"),
            Map.entry("weiss", "white"),
            Map.entry("weiß", "white"),
            Map.entry("blanc", "white"),
            Map.entry("blanco", "white"),
            Map.entry("bianco", "white"),
            Map.entry("wit", "white"),
            Map.entry("rot", "red"),
            Map.entry("rouge", "red"),
            Map.entry("rojo", "red"),
            Map.entry("rosso", "red"),
            Map.entry("rood", "red"),
            Map.entry("blau", "blue"),
            Map.entry("bleu", "blue"),
            Map.entry("azul", "blue"),
            Map.entry("blauw", "blue"),
            Map.entry("grun", "green"),
            Map.entry("vert", "green"),
            Map.entry("verde", "green"),
            Map.entry("groen", "green"),
            Map.entry("gelb", "yellow"),
            Map.entry("jaune", "yellow"),
            Map.entry("amarillo", "yellow"),
            Map.entry("giallo", "yellow"),
            Map.entry("geel", "yellow"),
            Map.entry("grau", "grey"),
            Map.entry("gris", "grey"),
            Map.entry("grigio", "grey"),
            Map.entry("grijs", "grey"),
            Map.entry("silber", "silver"),
            Map.entry("argent", "silver"),
            Map.entry("plata", "silver"),
            Map.entry("dorado", "gold"),
            Map.entry("braun", "brown"),
            Map.entry("brun", "brown"),
            Map.entry("rosa", "pink"),
            Map.entry("lila", "purple"),
            Map.entry("violet", "purple"),
            Map.entry("turkis", "turquoise"));

    /// The same color or sort of thing under two spellings or tongues.
    private static final Map<String, String> SAME = new HashMap<>();

    static {
        same("adapter", "adaptor adapters adaptors adaptateur adaptador adattatore");
        same("mount", "mounts mounting halterung");
        same("charger", "chargers ladegerat chargeur cargador caricatore");
        same("cable", "cables cord cords kabel cavo");
        same("battery", "batteries batterie akku akumulator bateria batteria accu");
        same("cartridge", """
                cartridges ink toner refill refills tinte tintenpatrone patrone cartouche encre tinta cartuccia inchiostro
                inkt inktcartridge tusz cartucho tonerkartusche
                """);
        same("case", "cases hulle etui custodia funda hoesje coque");
        same("stand", "stands standfuss");
        same("strap", "straps");
        same("filter", "filters");
        COLORS.forEach(SAME::put);
    }

    private static void same(String canonical, String words) {
        for (String word : words.strip().split("\\s+", 0)) {
            SAME.put(word, canonical);
            KINDS.put(word, KINDS.getOrDefault(canonical, Kind.WORD));
        }
    }

    private static final Map<String, Integer> ROMAN =
            Map.of("ii", 2, "iii", 3, "iv", 4, "vi", 6, "vii", 7, "viii", 8, "ix", 9);

    private static final Set<String> GENERATION =
            Set.of("gen", "generation", "mark", "mk", "version", "ver", "v", "rev", "revision");

    private static final Set<String> PACKED = Set.of("pack", "set", "box", "case", "lot", "bundle", "bag");

    /// Words for more than the thing itself.
    private static final Set<String> BUNDLE = Set.of("bundle", "bundles", "kit", "kits", "combo", "renewal", "upgrade");

    /// Words that say what a thing is made for, not what it is.
    private static final Set<String> FOR = Set.of("for", "fur", "pour", "para", "per", "voor", "compatible", "fits");

    /// Words of which a thing has one at most.
    private static final Map<String, Integer> OPPOSITES = new HashMap<>();

    static {
        int group = 0;
        for (String words : List.of(
                "left links gauche",
                "right rechts droite",
                "",
                "wired",
                "wireless cordless",
                "",
                "internal intern",
                "external extern externe portable",
                "",
                "men mens man male herren homme hommes",
                "women womens woman female ladies damen femme femmes",
                "kids kid children child boys girls boy girl baby kinder enfant",
                "",
                "dimm udimm",
                "sodimm",
                "",
                "small",
                "medium",
                "large",
                "",
                "front",
                "rear",
                "",
                "long",
                "short",
                "",
                "single",
                "dual double twin",
                "triple",
                "quad",
                "",
                "mono monochrome",
                "color colour",
                "",
                "paperback",
                "hardcover",
                "",
                "microsd microsdhc microsdxc",
                "sd sdhc sdxc")) {
            if (words.isEmpty()) {
                group = (group / 100 + 1) * 100;
                continue;
            }
            group++;
            for (String word : words.split(" ", 0)) {
                OPPOSITES.put(word, group);
            }
        }
    }

    /// Whether a thing can be only one of them: `left` and `right`.
    static boolean areOpposites(String one, String other) {
        Integer a = OPPOSITES.get(one);
        Integer b = OPPOSITES.get(other);
        return a != null && b != null && a / 100 == b / 100 && !a.equals(b);
    }

    private static final Set<String> NEGATION = Set.of(
            "no", "non", "not", "without", "wo", "ohne", "sans", "sin", "senza", "zonder", "bez", "excl", "excluding");

    private Words() {}

    static boolean isNegation(String word) {
        return NEGATION.contains(word);
    }

    static Kind kindOf(String word) {
        return KINDS.getOrDefault(word, Kind.WORD);
    }

    /// The one spelling of a word that has several, or several tongues.
    static String canonical(String word) {
        return SAME.getOrDefault(word, word);
    }

    /// Whether it is a word that many things of many makers are called by.
    static boolean isEveryday(String word) {
        return EVERYDAY.contains(word);
    }

    /// What a Roman numeral from II up to IX says; 0 for other words, and for those that are letters as often.
    static int roman(String word) {
        return ROMAN.getOrDefault(word, 0);
    }

    static boolean isGeneration(String word) {
        return GENERATION.contains(word);
    }

    /// Whether `of` and a number after it tell how many: `box of 12`.
    static boolean isPacked(String word) {
        return PACKED.contains(word);
    }

    static boolean isBundle(String word) {
        return BUNDLE.contains(word);
    }

    static boolean saysForWhat(String word) {
        return FOR.contains(word);
    }

    static boolean isStandard(String word) {
        return KINDS.get(word) == Kind.STANDARD;
    }

    private static void put(Kind kind, String words) {
        for (String word : words.strip().split("\\s+", 0)) {
            KINDS.put(word, kind);
        }
    }
}
