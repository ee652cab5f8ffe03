package dev.aisle.journeys.outlet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads tab-delimited text whose first line names the fields.
final class Tabs {

    private Tabs() {}

    static List<Map<String, List<String>>> rows(String text, List<String> errors) {
        if (text.startsWith("\ufeff") || text.indexOf('\r') >= 0) {
            errors.add("the file has a byte order mark or carriage returns");
        }
        if (!text.endsWith("\n")) {
            errors.add("the last line is not ended");
        }
        List<String> lines = text.lines().toList();
        List<String> names =
                lines.isEmpty() ? List.of() : List.of(lines.getFirst().split("\t", -1));
        List<Map<String, List<String>>> rows = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] values = line.split("\t", -1);
            if (values.length > names.size()) {
                errors.add("a line has more fields than the first: " + line);
            }
            Map<String, List<String>> row = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(values.length, names.size()); i++) {
                if (!values[i].isEmpty()) {
                    boolean list = names.get(i).equals("additional_image_link");
                    row.put(names.get(i), List.of(list ? values[i].split(",", -1) : new String[] {values[i]}));
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
