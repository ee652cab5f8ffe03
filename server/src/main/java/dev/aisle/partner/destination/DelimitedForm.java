package dev.aisle.partner.destination;

import dev.aisle.market.merchant.Merchant;
import java.util.List;

/// A file of lines with tabs between the fields, and the fields' names in the first line. Values hold no
/// tabs and no line ends, see [FeedText#line].
///
/// @param trailingTabs whether a line whose last fields are empty keeps their tabs
public record DelimitedForm(String name, String ending, List<String> columns, boolean trailingTabs)
        implements FeedForm {

    public DelimitedForm {
        columns = List.copyOf(columns);
    }

    @Override
    public String contentType() {
        return "text/tab-separated-values; charset=utf-8";
    }

    @Override
    public int mostItems() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void begin(StringBuilder file, Merchant merchant) {
        file.append(String.join("\t", columns)).append('\n');
    }

    @Override
    public void add(StringBuilder file, FeedItem item) {
        int begin = file.length();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                file.append('\t');
            }
            FeedValue value = item.get(columns.get(i));
            switch (value) {
                case null -> {}
                case FeedValue.Texts it -> appendList(file, it.texts());
                case FeedValue.Text it -> file.append(it.text());
                case FeedValue.Flag it -> file.append(it.said());
                case FeedValue.Whole it -> file.append(it.number());
                case FeedValue.Pairs it -> file.append(it.said());
            }
        }
        if (!trailingTabs) {
            int end = file.length();
            while (end > begin && file.charAt(end - 1) == '\t') {
                end--;
            }
            file.setLength(end);
        }
        file.append('\n');
    }

    @Override
    public void end(StringBuilder file) {}

    /// A comma inside an address is written as `%2C`.
    private void appendList(StringBuilder file, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            file.append(i == 0 ? "" : ",").append(texts.get(i).replace(",", "%2C"));
        }
    }
}
