package dev.aisle.supply.extract.markup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads RDFa Lite (`vocab`, `typeof`, `property`, `resource`, `prefix`) into things. Vocabularies are not told apart:
/// types and properties are known by their last name.
public final class RdfaReader {

    private static final int DEEPEST = 20;
    private static final int MOST_THINGS = 3_000;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private int things;

    private RdfaReader() {}

    public static List<Thing> read(Document page) {
        RdfaReader reader = new RdfaReader();
        List<Thing> roots = new ArrayList<>();
        for (Element item : page.select("[typeof]")) {
            if (reader.things < MOST_THINGS && (!item.hasAttr("property") || !isInside(item))) {
                roots.add(reader.thing(item, 0));
            }
        }
        return roots;
    }

    private static boolean isInside(Element item) {
        for (Element parent = item.parent(); parent != null; parent = parent.parent()) {
            if (parent.hasAttr("typeof")) {
                return true;
            }
        }
        return false;
    }

    private Thing thing(Element item, int depth) {
        things++;
        Map<String, List<Value>> properties = Thing.noProperties();
        addProperties(item, properties, depth);
        return new Thing(
                words(item.attr("typeof")).stream().map(Thing::localName).toList(),
                item.attr("resource").strip(),
                properties);
    }

    private void addProperties(Element parent, Map<String, List<Value>> properties, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (Element element : parent.select("[property], [rel]")) {
            if (element.equals(parent) || !owner(element).equals(parent) || things > MOST_THINGS) {
                continue;
            }
            boolean typed = element.hasAttr("typeof");
            for (String name : words(element.hasAttr("property") ? element.attr("property") : element.attr("rel"))) {
                if (typed || element.hasAttr("property")) {
                    properties
                            .computeIfAbsent(Thing.localName(name), it -> new ArrayList<>())
                            .add(typed ? thing(element, depth + 1) : new Value.Text(text(element)));
                }
            }
        }
    }

    /// The nearest typed element around an element.
    private static Element owner(Element element) {
        Element parent = element.parent();
        while (parent != null && !parent.hasAttr("typeof")) {
            parent = parent.parent();
        }
        return parent == null ? element : parent;
    }

    private static List<String> words(String attribute) {
        String text = attribute.strip();
        return text.isEmpty() ? List.of() : Arrays.asList(SPACES.split(text));
    }

    private static String text(Element element) {
        for (String attribute : List.of("content", "resource", "href", "src", "datetime")) {
            boolean address = attribute.equals("href")
                    && !element.text().isBlank()
                    && !element.attr("property")
                            .toLowerCase(java.util.Locale.ROOT)
                            .endsWith("url");
            if (!address && !element.attr(attribute).isBlank()) {
                return element.attr(attribute);
            }
        }
        return element.text();
    }
}
