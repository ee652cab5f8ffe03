package dev.aisle.journeys.outlet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Microsoft Merchant Center's feed file specification, as strict as it can be read.
public final class MicrosoftOutlet {

    private MicrosoftOutlet() {}

    /// Inspects a tab-delimited file of a merchant with that domain.
    public static Inspection inspect(byte[] file, String domain) {
        List<String> errors = new ArrayList<>();
        String text = new String(file, StandardCharsets.UTF_8);
        text.lines().filter(it -> it.endsWith("\t")).forEach(it -> errors.add("a line ends in a tab: " + it));
        List<Map<String, List<String>>> rows = Tabs.rows(text, errors);
        Set<String> ids = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = new Row("item " + (i + 1), rows.get(i), errors);
            check(row, domain);
            row.value("id").filter(it -> !ids.add(it)).ifPresent(it -> row.error("id", "is not the only one: " + it));
            row.value("item_group_id").ifPresent(groups::add);
        }
        groups.stream().filter(ids::contains).forEach(it -> errors.add("item_group_id is an id: " + it));
        return new Inspection(rows.size(), ids, errors);
    }

    private static void check(Row row, String domain) {
        row.required("id", "title", "description", "link", "image_link", "price");
        row.longest("id", 50);
        row.longest("title", 150);
        row.longest("description", 10_000);
        row.plain("description");
        row.url("link");
        row.below("link", domain);
        row.url("image_link");
        row.oneOf("availability", "in stock", "out of stock", "preorder");
        row.oneOf("condition", "new", "refurbished", "used");
        row.oneOf("identifier_exists", "TRUE", "FALSE");
        row.below("sale_price", row.number("sale_price"), row.price("price"));
        row.gtin("gtin", false);
        row.longest("item_group_id", 50);
        row.longest("product_type", 750);
        row.longest("product_category", 255);
    }
}
