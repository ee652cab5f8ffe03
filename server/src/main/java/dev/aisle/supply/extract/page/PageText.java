package dev.aisle.supply.extract.page;

import dev.aisle.supply.extract.markup.ElementText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/// The text of a page as a reader sees it: run by run in the order of the document, without scripts and styles; and
/// where the page's main heading stands in it.
public final class PageText {

    private static final int MOST_RUNS = 60_000;
    private static final int MOST_BESIDE = 2;
    private static final int LONGEST_BESIDE = 40;
    private static final Set<String> UNSEEN = Set.of(
            "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "textarea", "datalist");

    /// A stretch of text without markup inside, its white space evened out.
    ///
    /// @param hidden whether the page begins with it hidden, such as in a tab that is not open
    public record Run(Element parent, String text, int at, boolean hidden) {}

    private final List<Run> runs = new ArrayList<>();
    private final Map<Element, Integer> firstRun = new HashMap<>();
    private final Optional<Element> heading;
    private int hiddenAround;

    public PageText(PageFacts facts) {
        this.heading = facts.heading();
        Document page = facts.page();
        Element body = page.body();
        body.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                return see(node);
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                hiddenAround -= node instanceof Element element && isHidden(element) ? 1 : 0;
                return FilterResult.CONTINUE;
            }
        });
    }

    public List<Run> runs() {
        return runs;
    }

    /// The element that holds the page's main heading.
    public Optional<Element> heading() {
        return heading;
    }

    /// The place of an element's first run, or of the end where it has none.
    public int placeOf(Element element) {
        Integer place = firstRun.get(element);
        return place == null ? runs.size() : place;
    }

    public int headingPlace() {
        return heading.map(this::placeOf).orElse(0);
    }

    private NodeFilter.FilterResult see(Node node) {
        if (runs.size() >= MOST_RUNS) {
            return NodeFilter.FilterResult.STOP;
        }
        if (node instanceof TextNode textNode) {
            add(textNode);
        } else if (node instanceof Element element) {
            if (UNSEEN.contains(element.normalName())) {
                return NodeFilter.FilterResult.SKIP_ENTIRELY;
            }
            hiddenAround += isHidden(element) ? 1 : 0;
        }
        return NodeFilter.FilterResult.CONTINUE;
    }

    private void add(TextNode node) {
        Element parent = node.parent();
        if (parent == null || node.isBlank()) {
            return;
        }
        String text = ElementText.evened(node.getWholeText());
        if (text.isEmpty()) {
            return;
        }
        int at = runs.size();
        runs.add(new Run(parent, text, at, hiddenAround > 0));
        for (Element around = parent; around != null; around = around.parent()) {
            if (firstRun.putIfAbsent(around, at) != null) {
                break;
            }
        }
    }

    private boolean isHidden(Element element) {
        boolean hidden = element.hasAttr("hidden");
        if (!hidden && element.hasAttr("style")) {
            String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
            hidden = style.contains("display:none");
        }
        return hidden && !holdsHeading(element);
    }

    /// Whether an element is around the main heading.
    public boolean holdsHeading(Element element) {
        return heading.map(it -> isAround(element, it)).orElse(false);
    }

    public static boolean isAround(Element outer, Element inner) {
        for (@Nullable Element around = inner; around != null; around = around.parent()) {
            if (around.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    /// The words right before an element and inside an outer one, up to the last number.
    String wordsBefore(Element element, Element within) {
        return words(placeOf(element) - 1, -1, element, within);
    }

    /// The words right behind an element and inside an outer one, up to the next number.
    String wordsBehind(Element element, Element within) {
        return words(placeOf(element) + 1, 1, element, within);
    }

    private String words(int from, int step, Element element, Element within) {
        String words = "";
        int taken = 0;
        for (int i = from; i >= 0 && i < runs.size() && taken < MOST_BESIDE; i += step) {
            Run run = runs.get(i);
            if (isAround(element, run.parent())) {
                continue;
            }
            if (run.text().length() > LONGEST_BESIDE || hasDigit(run.text()) || !isAround(within, run.parent())) {
                break;
            }
            words = step < 0 ? run.text() + ' ' + words : words + ' ' + run.text();
            taken++;
        }
        return words.strip();
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
