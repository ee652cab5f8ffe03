package dev.aisle.supply.extract.state;

import dev.aisle.supply.extract.markup.JsonRepair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/// The JSON a page carries for its own scripts: in data blocks, assigned or passed in a script, in
/// attributes. Only what speaks of prices is read.
final class EmbeddedJson {

    private static final int MOST_VALUES = 60;
    private static final int MOST_TRIES = 150;
    private static final int SHORTEST = 40;
    private static final int LONGEST = 3_000_000;
    private static final int LONGEST_ATTRIBUTE = 400_000;

    private static final Pattern VALUE_BEGINS = Pattern.compile("(?:=|\\(|\\breturn)\\s*(?=[{\\[]\\s*[\"'{\\[\\w])");

    private static final Pattern TEXT_OF_JSON = Pattern.compile("JSON\\.parse\\(\\s*(?=[\"'])");

    private final List<JsonNode> values = new ArrayList<>();
    private int tries;

    private EmbeddedJson() {}

    static List<JsonNode> of(Document page) {
        EmbeddedJson reading = new EmbeddedJson();
        for (Element script : page.select("script")) {
            reading.script(script);
        }
        reading.attributes(page);
        return reading.values;
    }

    private void script(Element script) {
        String text = script.data();
        String type = script.attr("type").toLowerCase(Locale.ROOT);
        if (type.contains("ld+json") || text.length() < SHORTEST || text.length() > LONGEST || !speaksOfPrice(text)) {
            return;
        }
        if (type.contains("json")) {
            JsonRepair.read(text).ifPresent(this::add);
            return;
        }
        Matcher quoted = TEXT_OF_JSON.matcher(text);
        while (tries < MOST_TRIES && values.size() < MOST_VALUES && quoted.find()) {
            tries++;
            JsonRepair.firstValue(text, quoted.end())
                    .value()
                    .filter(JsonNode::isString)
                    .flatMap(literal -> JsonRepair.read(literal.stringValue()))
                    .ifPresent(this::add);
        }
        Matcher begins = VALUE_BEGINS.matcher(text);
        int from = 0;
        while (tries < MOST_TRIES && values.size() < MOST_VALUES && begins.find(from)) {
            tries++;
            JsonRepair.Part part = JsonRepair.firstValue(text, begins.end());
            part.value().filter(value -> value.size() > 0).ifPresent(this::add);
            from = Math.max(begins.end(), part.end());
        }
    }

    private void attributes(Document page) {
        for (Element element : page.getAllElements()) {
            if (element.attributesSize() == 0) {
                continue;
            }
            for (Attribute attribute : element.attributes()) {
                String value = attribute.getValue();
                boolean json = value.length() >= SHORTEST
                        && value.length() <= LONGEST_ATTRIBUTE
                        && (value.charAt(0) == '{' || value.charAt(0) == '[')
                        && speaksOfPrice(value);
                if (json && tries++ < MOST_TRIES) {
                    JsonRepair.read(value).ifPresent(this::add);
                }
            }
        }
    }

    private void add(JsonNode value) {
        if (values.size() < MOST_VALUES && value.isContainer()) {
            values.add(value);
        }
    }

    private static boolean speaksOfPrice(String text) {
        return text.contains("rice") || text.contains("PRICE") || text.contains("amount");
    }
}
