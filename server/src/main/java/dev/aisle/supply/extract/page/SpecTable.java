package dev.aisle.supply.extract.page;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/// What a page tells of its thing in rows of a label and a value: tables of two columns and lists of terms.
public final class SpecTable {

    private static final int MOST_ROWS = 60;
    private static final int FEWEST_ROWS = 2;
    private static final int LONGEST_LABEL = 50;
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_TABLES = 200;
    private static final String CONTROLS = "input, select, button, textarea, form, table";

    /// A label and what it labels, as the page writes them.
    public record Row(String label, String value) {}

    private SpecTable() {}

    /// Every row of every such table that is not about another thing, in the order of the page.
    public static List<Row> rows(PageFacts facts, Cards cards) {
        List<Row> rows = new ArrayList<>();
        Elements tables = facts.page().select("table, dl");
        for (Element table : tables.subList(0, Math.min(tables.size(), MOST_TABLES))) {
            List<Row> found = table.normalName().equals("dl") ? terms(table) : cells(table);
            if (found.size() >= FEWEST_ROWS && cards.against(table) == 0) {
                rows.addAll(found.subList(0, Math.min(found.size(), MOST_ROWS - Math.min(MOST_ROWS, rows.size()))));
            }
        }
        return rows;
    }

    /// Rows of exactly two cells; a table with any wider row is no list of labels.
    private static List<Row> cells(Element table) {
        List<Row> found = new ArrayList<>();
        for (Element row : table.select("tr")) {
            Elements cells = row.children();
            if (cells.size() > 2) {
                return List.of();
            }
            if (cells.size() == 2) {
                add(cells.get(0), cells.get(1), found);
            }
        }
        return found;
    }

    private static List<Row> terms(Element list) {
        List<Row> found = new ArrayList<>();
        for (Element term : list.select("dt")) {
            Element value = term.nextElementSibling();
            if (value != null && value.normalName().equals("dd")) {
                add(term, value, found);
            }
        }
        return found;
    }

    private static void add(Element label, Element value, List<Row> found) {
        String name = label.text().strip();
        int end = name.length();
        while (end > 0 && ":：".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        name = name.substring(0, end).strip();
        String text = value.text().strip();
        boolean fits = !name.isEmpty()
                && name.length() <= LONGEST_LABEL
                && !text.isEmpty()
                && text.length() <= LONGEST_VALUE
                && name.chars().anyMatch(Character::isLetter);
        if (fits && value.selectFirst(CONTROLS) == null && label.selectFirst(CONTROLS) == null) {
            found.add(new Row(name, text));
        }
    }
}
