package dev.aisle.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Makes product feeds of many merchants, always the same ones for a seed: a share of the rows is sold by
/// several merchants (with a GTIN, or brand and part number, or text alone), some things come in colors and
/// sizes, and some rows are bad.
final class FeedGenerator {

    static final double SHARED_ROWS = 0.30;
    static final double BAD_ROWS = 0.01;

    private static final String HEADER =
            "id\ttitle\tdescription\tlink\timage_link\tprice\tsale_price\tavailability\tcondition\tbrand\tgtin\tmpn"
                    + "\titem_group_id\tcolor\tsize\tproduct_type\n";
    private static final List<String> MAKERS_A = List.of(
            "Nor", "Vel", "Kar", "Tas", "Ome", "Bri", "Lun", "Fen", "Hal", "Jor", "Mir", "Pax", "Qui", "Ros", "Sol",
            "Tor");
    private static final List<String> MAKERS_B = List.of(
            "dal", "vent", "mark", "lane", "wick", "ford", "tek", "line", "well", "craft", "field", "stone", "berg",
            "port");
    private static final List<Kind> KINDS = List.of(
            new Kind("Running Shoes", "Shoes > Running", true, "breathable mesh upper and a cushioned sole"),
            new Kind("Rain Jacket", "Clothing > Jackets", true, "taped seams and an adjustable hood"),
            new Kind("Cotton T-Shirt", "Clothing > Shirts", true, "soft combed cotton with a crew neck"),
            new Kind("Wireless Mouse", "Electronics > Mice", false, "a silent click and a rechargeable battery"),
            new Kind(
                    "Mechanical Keyboard",
                    "Electronics > Keyboards",
                    false,
                    "hot-swappable switches and per-key light"),
            new Kind("USB-C Charger", "Electronics > Chargers", false, "two ports and foldable pins"),
            new Kind("Bluetooth Speaker", "Electronics > Speakers", false, "deep bass and a splash-proof body"),
            new Kind("Chef Knife", "Kitchen > Knives", false, "a full tang and a riveted handle"),
            new Kind("Frying Pan", "Kitchen > Pans", false, "a ceramic coating and a steel base"),
            new Kind("Desk Lamp", "Home > Lamps", false, "dimmable warm light on a jointed arm"),
            new Kind("Yoga Mat", "Sports > Yoga", false, "a grippy surface and a carrying strap"),
            new Kind("Hiking Backpack", "Outdoor > Backpacks", false, "a ventilated back and a rain cover"),
            new Kind("Office Chair", "Furniture > Chairs", false, "lumbar support and soft casters"),
            new Kind("Coffee Grinder", "Kitchen > Coffee", false, "conical burrs and forty settings"),
            new Kind("Garden Hose", "Garden > Watering", false, "brass fittings and a woven sleeve"),
            new Kind("Dog Harness", "Pets > Dogs", true, "padded straps and a top handle"));
    private static final List<String> COLORS =
            List.of("Black", "White", "Navy", "Red", "Forest Green", "Grey", "Sand", "Orange");
    private static final List<String> SIZES = List.of("S", "M", "L", "XL");
    private static final List<String> SERIES =
            List.of("Pro", "Air", "Trail", "Urban", "Classic", "Prime", "Nova", "Swift", "Terra", "Aero");

    /// What a feed came to: the file, how many of its rows are good, and where the last and some other good rows
    /// live.
    record Feed(String domain, Path file, int rows, int goodRows, List<String> links) {}

    /// How many different products the good rows are of, whoever sells them.
    record Street(List<Feed> feeds, int products) {}

    private record Kind(String name, String category, boolean sized, String words) {}

    /// One thing as its maker knows it. A sized thing is several rows of one product.
    private record Thing(
            Kind kind, String brand, String model, String color, String gtinStem, String mpn, long cents) {}

    private final SplittableRandom random;
    private final String name;
    private final int firstThing;

    FeedGenerator(long seed) {
        this(seed, "shop", 0);
    }

    /// @param name what the merchants' domains begin with
    /// @param firstThing streets with numbers of their own have no thing in common
    FeedGenerator(long seed, String name, int firstThing) {
        this.random = new SplittableRandom(seed);
        this.name = name;
        this.firstThing = firstThing;
    }

    /// Writes one TSV a merchant.
    Street write(Path folder, int listings, int merchants) throws IOException {
        Files.createDirectories(folder);
        int perMerchant = listings / merchants;
        List<Thing> shared = new ArrayList<>();
        List<Feed> feeds = new ArrayList<>();
        Serial serial = new Serial(firstThing);
        int products = 0;
        for (int rows = 0; rows < listings * SHARED_ROWS / 3.2; ) {
            Thing thing = thing(serial);
            shared.add(thing);
            rows += thing.kind().sized() ? SIZES.size() : 1;
        }
        boolean[] sold = new boolean[shared.size()];
        for (int m = 0; m < merchants; m++) {
            String domain = "%s%02d.example.com".formatted(name, m);
            Path file = folder.resolve(domain + ".tsv");
            List<String> links = new ArrayList<>();
            int row = 0;
            int good = 0;
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write(HEADER);
                int next = random.nextInt(shared.size());
                while (row < perMerchant) {
                    boolean isShared = row < perMerchant * SHARED_ROWS;
                    Thing thing = isShared ? shared.get(next % shared.size()) : thing(serial);
                    if (isShared && !sold[next % shared.size()]) {
                        sold[next % shared.size()] = true;
                        products++;
                    }
                    next++;
                    products += isShared ? 0 : 1;
                    int before = row;
                    for (String size : thing.kind().sized() ? SIZES : List.of("")) {
                        if (row >= perMerchant) {
                            break;
                        }
                        boolean bad = row > before && random.nextDouble() < BAD_ROWS * 2;
                        String link = writeRow(out, domain, m, row, thing, size, bad);
                        if (!bad) {
                            links.add(link);
                            good++;
                        }
                        row++;
                    }
                }
            }
            feeds.add(new Feed(domain, file, row, good, links));
        }
        return new Street(feeds, products);
    }

    /// Words for a query log: what the generated catalog is about, the most asked for first.
    static List<String> queryWords() {
        List<String> words = new ArrayList<>();
        KINDS.forEach(kind -> words.add(kind.name().toLowerCase(Locale.ROOT)));
        for (String color : COLORS) {
            KINDS.forEach(kind -> words.add((color + " " + kind.name()).toLowerCase(Locale.ROOT)));
        }
        for (String series : SERIES) {
            KINDS.forEach(kind -> words.add((series + " " + kind.name()).toLowerCase(Locale.ROOT)));
        }
        for (String a : MAKERS_A) {
            for (String b : MAKERS_B) {
                words.add((a + b).toLowerCase(Locale.ROOT));
                words.add((a + b + " " + KINDS.get((a + b).hashCode() & 15).name()).toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private Thing thing(Serial serial) {
        int number = serial.next();
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        String brand = MAKERS_A.get(random.nextInt(MAKERS_A.size())) + MAKERS_B.get(random.nextInt(MAKERS_B.size()));
        String code = Integer.toString(number + 46_656, 36).toUpperCase(Locale.ROOT);
        String model = SERIES.get(random.nextInt(SERIES.size())) + " " + (char) ('A' + random.nextInt(26)) + "Z" + code;
        return new Thing(
                kind,
                brand,
                model,
                COLORS.get(random.nextInt(COLORS.size())),
                "40%08d".formatted(number),
                brand.substring(0, 2).toUpperCase(Locale.ROOT) + "-" + code,
                499 + random.nextInt(40_000));
    }

    private String writeRow(Writer out, String domain, int merchant, int row, Thing thing, String size, boolean bad)
            throws IOException {
        boolean sized = !size.isEmpty();
        String group = sized ? "g" + thing.mpn() : "";
        String slug = (thing.brand() + "-" + thing.model() + "-" + thing.color())
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
        String id = "sku" + row;
        String link = "https://" + domain + "/p/" + slug + "-" + row;
        String title = switch (merchant % 3) {
            case 0 -> thing.brand() + " " + thing.model() + " " + thing.kind().name() + " " + thing.color();
            case 1 -> thing.kind().name() + " " + thing.brand() + " " + thing.model() + ", " + thing.color();
            default -> thing.brand() + " " + thing.kind().name() + " " + thing.model() + " (" + thing.color() + ")";
        };
        long cents = thing.cents() + merchant * 7L;
        String gtin = merchant % 5 == 4 ? "" : gtin(thing.gtinStem() + (sized ? SIZES.indexOf(size) : 0) + "0");
        String mpn = merchant % 5 == 3 ? "" : thing.mpn() + (sized ? "-" + size : "");
        out.write(String.join(
                "\t",
                id,
                title,
                "The " + thing.brand() + " " + thing.model() + " has "
                        + thing.kind().words() + ". Made to last, in " + thing.color() + ".",
                link,
                "https://" + domain + "/img/" + slug + ".jpg",
                bad ? "0.00 USD" : "%d.%02d USD".formatted(cents / 100, cents % 100),
                row % 9 == 0 && !bad ? "%d.%02d USD".formatted(cents * 9 / 1000, cents * 9 / 10 % 100) : "",
                row % 20 == 7 ? "out_of_stock" : "in_stock",
                "new",
                thing.brand(),
                gtin,
                mpn,
                group,
                thing.color(),
                size,
                thing.kind().category()));
        out.write('\n');
        return link;
    }

    /// A GTIN-13 from twelve digits.
    private static String gtin(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return twelve + (10 - sum % 10) % 10;
    }

    private static final class Serial {
        private int next;

        Serial(int first) {
            this.next = first;
        }

        int next() {
            return next++;
        }
    }
}
