package dev.aisle.devshops;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What one shop sells, read from `shelves/NAME.txt`.
final class Shelf {

    private final String shopName;
    private final String currency;
    private final List<Item> items;

    private Shelf(String shopName, String currency, List<Item> items) {
        this.shopName = shopName;
        this.currency = currency;
        this.items = List.copyOf(items);
    }

    static Shelf read(String name, Goods goods, Instant stocked) {
        var settings = new LinkedHashMap<String, String>();
        var items = new ArrayList<Item>();
        for (String line : Texts.lines("shelves/" + name + ".txt")) {
            if (line.startsWith("@")) {
                int space = line.indexOf(' ');
                settings.put(line.substring(1, space), line.substring(space + 1));
            } else {
                items.addAll(new Row(line.split(" \\| ", -1), goods).items(settings, stocked));
            }
        }
        return new Shelf(settings.getOrDefault("name", name), settings.getOrDefault("currency", "USD"), items);
    }

    /// A shelf of made-up goods, as many as wanted: every tenth comes in two sizes.
    static Shelf stocked(String name, int items, Instant stocked) {
        var stock = new ArrayList<Item>();
        for (int n = 1; n <= items; n++) {
            stock.add(thing(n, stocked));
        }
        return new Shelf(name, "USD", stock);
    }

    private static Item thing(int n, Instant stocked) {
        boolean sized = n % 10 == 0;
        var choices = new ArrayList<Choice>();
        for (String size : sized ? List.of("Small", "Large") : List.of("")) {
            int place = choices.size();
            String digits = "952%07d%02d".formatted(n, place);
            choices.add(new Choice(
                    sized ? Map.of("Size", size) : Map.of(),
                    place * 100L,
                    "PN-" + n,
                    digits + Goods.checkDigit(digits),
                    place));
        }
        String title = "Plain thing No. " + n;
        var family = new Family(
                n,
                "thing-" + n,
                "Commonwares",
                title,
                "thing",
                List.of("Home", "Things"),
                sized ? List.of("Size") : List.of(),
                choices,
                Map.of("Weight", n % 90 + 10 + " g"),
                "A thing with the number " + n + ", made to be counted.");
        var units = new ArrayList<Unit>();
        for (Choice choice : choices) {
            units.add(new Unit(
                    "CW%06d-%d".formatted(n, choice.number()),
                    choice,
                    n * 10L + choice.number(),
                    new Unit.Standing(1_000 + n % 5_000 + choice.extraCents(), 0, n % 7 != 0, false, stocked)));
        }
        return new Item(1_000_000L + n, title, "thing-" + n, family, Map.of(), List.copyOf(units), true, true);
    }

    String shopName() {
        return shopName;
    }

    String currency() {
        return currency;
    }

    /// Everything ever listed, gone or not.
    List<Item> all() {
        return items;
    }

    List<Item> items() {
        return items.stream().filter(item -> !item.gone()).toList();
    }

    Optional<Item> bySlug(String slug) {
        return items.stream().filter(item -> item.slug().equals(slug)).findFirst();
    }

    Optional<Item> byId(String id) {
        return items.stream()
                .filter(item -> Long.toString(item.id()).equals(id))
                .findFirst();
    }

    Optional<Unit> unit(String sku) {
        return items.stream()
                .flatMap(item -> item.all().stream())
                .filter(unit -> unit.sku().equals(sku))
                .findFirst();
    }

    /// The leaf categories that have something in them, sorted.
    List<String> categories() {
        var categories = new TreeSet<String>();
        items().forEach(item -> categories.add(item.category()));
        return List.copyOf(categories);
    }

    List<Item> inCategory(String slug) {
        return items().stream()
                .filter(item -> Choice.slug(item.category()).equals(slug))
                .toList();
    }

    private record Row(Family family, String title, long base, long was, String carried, String out, String ids) {

        Row(String[] columns, Goods goods) {
            this(
                    goods.family(columns[0]),
                    columns[1],
                    cents(columns[2]),
                    columns[3].equals("-") ? 0 : cents(columns[3]),
                    columns[4],
                    columns[5],
                    columns[6]);
        }

        List<Item> items(Map<String, String> settings, Instant stocked) {
            boolean byLook = "looks".equals(settings.get("list"));
            String skus = settings.getOrDefault("sku", "{n}");
            var pages = new LinkedHashMap<Map<String, String>, List<Unit>>();
            for (Choice choice : family.choices()) {
                if (carries(choice)) {
                    pages.computeIfAbsent(byLook ? choice.look() : Map.of(), look -> new ArrayList<>())
                            .add(unit(choice, skus, stocked));
                }
            }
            var items = new ArrayList<Item>();
            pages.forEach((look, units) -> {
                String words = "capitals".equals(settings.get("titles"))
                        ? filled(look).toUpperCase(Locale.ROOT)
                        : filled(look);
                items.add(new Item(
                        100_000 + units.getFirst().id(),
                        words,
                        Choice.slug(words),
                        family,
                        look,
                        List.copyOf(units),
                        ids.contains("gtin"),
                        ids.contains("mpn")));
            });
            return items;
        }

        private Unit unit(Choice choice, String skus, Instant stocked) {
            long number = family.number() * 100L + choice.number();
            String sku = skus.replace("{n}", "%05d".formatted(number)).replace("{mpn}", choice.mpn());
            long crossedOut = was == 0 ? 0 : was + choice.extraCents();
            return new Unit(
                    sku,
                    choice,
                    number,
                    new Unit.Standing(base + choice.extraCents(), crossedOut, !soldOut(choice), false, stocked));
        }

        private String filled(Map<String, String> look) {
            String words = title;
            for (var pair : look.entrySet()) {
                words = words.replace("{" + pair.getKey() + "}", pair.getValue());
            }
            return words;
        }

        private boolean carries(Choice choice) {
            if (carried.equals("*")) {
                return true;
            }
            for (String rule : carried.split(";\\s*", -1)) {
                int equals = rule.indexOf('=');
                var labels = List.of(rule.substring(equals + 1).split(",\\s*", -1));
                if (!labels.contains(choice.values().get(rule.substring(0, equals)))) {
                    return false;
                }
            }
            return true;
        }

        private boolean soldOut(Choice choice) {
            if (out.equals("-")) {
                return false;
            }
            if (out.equals(family.key())) {
                return true;
            }
            for (String rule : out.split(";\\s*", -1)) {
                var wanted = new LinkedHashMap<String, String>();
                for (String pair : rule.split("&", -1)) {
                    int equals = pair.indexOf('=');
                    wanted.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
                if (choice.is(wanted)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// `12.90` as 1290; a shop of this street has no currency without cents.
    static long cents(String amount) {
        return new BigDecimal(amount).movePointRight(2).longValueExact();
    }
}
