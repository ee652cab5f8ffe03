package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.file.Column;
import dev.aisle.partner.source.file.FeedLook;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Which column of a file was taken for which field, with some of its values, to be corrected and confirmed.
final class ColumnsForm {

    private static final String PREFIX = "column_";
    private static final String BETWEEN = " · ";

    private ColumnsForm() {}

    static Form of(Visit visit, FeedLook look, Map<Column, String> taken) {
        List<Form.Choice> choices = new ArrayList<>();
        choices.add(new Form.Choice("", visit.text("feed.columns.none")));
        look.columns().forEach(it -> choices.add(new Form.Choice(it.name(), it.name())));
        List<Form.Field> fields = new ArrayList<>();
        for (Column column : Column.ASKED) {
            String name = taken.getOrDefault(column, "");
            fields.add(Form.Field.chosen(
                    PREFIX + column.word(),
                    visit.text("feed.column." + column.word()),
                    name,
                    samples(look, name),
                    Column.NEEDED.contains(column),
                    choices));
        }
        return new Form(
                Platform.PRODUCT_FEED.slug(),
                visit.text("feed.columns.title"),
                visit.text("feed.columns.lead"),
                null,
                fields,
                List.of(
                        new Form.Button("connect", visit.text("woo.connect"), true, false),
                        new Form.Button("show", visit.text("feed.columns.show"), false, true),
                        new Form.Button("other", visit.text("feed.columns.other"), false, true)));
    }

    private static String samples(FeedLook look, String name) {
        return look.columns().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(it -> String.join(BETWEEN, it.samples()))
                .orElse("");
    }

    /// What was chosen for each field that is asked for; empty for none, and for what the file does not have.
    static Map<Column, String> chosen(FeedLook look, Map<String, String> fields) {
        Map<Column, String> chosen = new EnumMap<>(Column.class);
        for (Column column : Column.ASKED) {
            String said = fields.getOrDefault(PREFIX + column.word(), "");
            boolean known = look.columns().stream().anyMatch(it -> it.name().equals(said));
            chosen.put(column, known ? said : "");
        }
        return chosen;
    }
}
