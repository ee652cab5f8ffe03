package dev.aisle.supply.extract.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads microdata (HTML standard, section 5) into things, `itemref` included. Where shops differ from the
/// standard we follow the shops: a `content` attribute wins on any element, and a link that is called a
/// brand, name or the like says its text, not its address.
public final class MicrodataReader {

    private static final int LONGEST_SET = 10_000;
    private static final Pattern SET_ENTRY = Pattern.compile(",\\s+");

    private static final int DEEPEST = 20;
    private static final int MOST_THINGS = 3_000;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /// Properties that a link says by its text.
    private static final Set<String> WORDS = Set.of(
            "brand",
            "name",
            "manufacturer",
            "category",
            "model",
            "title",
            "sku",
            "mpn",
            "color",
            "size",
            "material",
            "pattern",
            "author",
            "seller",
            "description",
            "price");

    private final Document page;
    private int things;

    private MicrodataReader(Document page) {
        this.page = page;
    }

    /// The items that are not a property of another, in the order of the page.
    public static List<Thing> read(Document page) {
        MicrodataReader reader = new MicrodataReader(page);
        List<Thing> roots = new ArrayList<>();
        for (Element item : page.select("[itemscope]")) {
            if (reader.things < MOST_THINGS && (!item.hasAttr("itemprop") || isOrphan(item))) {
                roots.add(reader.thing(item, 0, new HashSet<>()));
            }
        }
        return roots;
    }

    /// A property that no item around it can hold.
    private static boolean isOrphan(Element item) {
        for (Element parent = item.parent(); parent != null; parent = parent.parent()) {
            if (parent.hasAttr("itemscope")) {
                return false;
            }
        }
        return true;
    }

    private Thing thing(Element item, int depth, Set<Element> above) {
        things++;
        Map<String, List<Value>> properties = Thing.noProperties();
        Set<Element> seen = new HashSet<>();
        Deque<Element> pending = new ArrayDeque<>(item.children());
        above.add(item);
        for (String id : words(item.attr("itemref"))) {
            Element referred = page.getElementById(id);
            if (referred != null) {
                pending.add(referred);
            }
        }
        while (!pending.isEmpty()) {
            Element element = pending.removeFirst();
            if (!seen.add(element) || above.contains(element)) {
                continue;
            }
            boolean scope = element.hasAttr("itemscope");
            for (String name : words(element.attr("itemprop"))) {
                List<Value> values = properties.computeIfAbsent(Thing.localName(name), it -> new ArrayList<>());
                if (!scope) {
                    values.add(new Value.Text(text(element, Thing.localName(name))));
                } else if (depth < DEEPEST && things < MOST_THINGS) {
                    values.add(thing(element, depth + 1, above));
                }
            }
            if (!scope) {
                List<Element> children = element.children();
                for (int i = children.size() - 1; i >= 0; i--) {
                    pending.addFirst(children.get(i));
                }
            }
        }
        above.remove(item);
        properties.values().removeIf(List::isEmpty);
        List<String> types =
                words(item.attr("itemtype")).stream().map(Thing::localName).toList();
        return new Thing(types, item.attr("itemid").strip(), properties);
    }

    private static List<String> words(String attribute) {
        String text = attribute.strip();
        return text.isEmpty() ? List.of() : Arrays.asList(SPACES.split(text));
    }

    private static String text(Element element, String property) {
        String content = element.attr("content");
        if (!content.isBlank()) {
            return content;
        }
        return switch (element.normalName()) {
            case "meta" -> content;
            case "link" -> element.attr("href");
            case "a", "area" -> {
                String words = element.text();
                boolean said = WORDS.contains(property.toLowerCase(Locale.ROOT)) && !words.isBlank();
                yield said ? words : element.attr("href");
            }
            case "audio", "embed", "iframe", "img", "source", "track", "video" -> source(element);
            case "object" -> element.attr("data");
            case "data", "meter" -> element.attr("value");
            case "time" -> element.hasAttr("datetime") ? element.attr("datetime") : element.text();
            default -> words(element, property);
        };
    }

    /// The text of an element; of a price with its cents, where they are set apart.
    private static String words(Element element, String property) {
        String number = property.equalsIgnoreCase("price") ? ElementText.joined(element) : "";
        return number.isEmpty() ? element.text() : number;
    }

    /// The source of an image, also where a script is to fill it in later.
    public static String source(Element element) {
        String source = element.attr("src").strip();
        if (!source.isEmpty() && !source.startsWith("data:")) {
            return source;
        }
        for (String later : List.of("data-src", "data-original", "data-lazy-src", "data-lazy", "data-image")) {
            if (!element.attr(later).isBlank()) {
                return element.attr(later);
            }
        }
        for (String set : List.of("data-srcset", "data-lazy-srcset", "srcset")) {
            String largest = largest(element.attr(set));
            if (!largest.isEmpty()) {
                return largest;
            }
        }
        return "";
    }

    /// The last of a set of sizes with the greatest number: `/a.jpg 400w, /b.jpg 800w` gives `/b.jpg`.
    private static String largest(String set) {
        String best = "";
        double most = 0;
        for (String entry : set.length() > LONGEST_SET ? new String[0] : SET_ENTRY.split(set.strip(), -1)) {
            String[] parts = SPACES.split(entry.strip(), 2);
            double size = parts.length < 2 ? 1 : size(parts[1].strip());
            if (!parts[0].isEmpty() && !parts[0].startsWith("data:") && size >= most) {
                best = parts[0];
                most = size;
            }
        }
        return best;
    }

    private static double size(String descriptor) {
        String digits = descriptor.isEmpty() ? "" : descriptor.substring(0, descriptor.length() - 1);
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException notOne) {
            return 1;
        }
    }
}
