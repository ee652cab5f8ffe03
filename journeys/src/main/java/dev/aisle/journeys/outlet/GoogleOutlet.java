package dev.aisle.journeys.outlet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Google's product data specification, as strict as it can be read.
public final class GoogleOutlet {

    private static final String SPACE = "http://base.google.com/ns/1.0";
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "webp", "png", "gif", "bmp", "tif", "tiff");

    private GoogleOutlet() {}

    /// Inspects an RSS file of a merchant with that domain.
    public static Inspection inspectXml(byte[] file, String domain) {
        List<String> errors = new ArrayList<>();
        Element rss = parsed(file);
        if (!rss.getTagName().equals("rss") || !rss.getAttribute("version").equals("2.0")) {
            errors.add("the file is no RSS 2.0");
        }
        NodeList items = rss.getElementsByTagName("item");
        List<Map<String, List<String>>> rows = new ArrayList<>();
        for (int i = 0; i < items.getLength(); i++) {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            NodeList children = items.item(i).getChildNodes();
            for (int k = 0; k < children.getLength(); k++) {
                if (children.item(k) instanceof Element element) {
                    String name = element.getLocalName();
                    boolean plain = Set.of("title", "link", "description").contains(name);
                    if (plain != (element.getNamespaceURI() == null)
                            || (!plain && !SPACE.equals(element.getNamespaceURI()))) {
                        errors.add("item " + (i + 1) + ": " + name + " stands in the wrong name space");
                    }
                    fields.computeIfAbsent(name, ignored -> new ArrayList<>()).add(element.getTextContent());
                }
            }
            rows.add(fields);
        }
        return new Inspection(rows.size(), check(rows, domain, errors), errors);
    }

    /// Inspects a tab-delimited file of a merchant with that domain.
    public static Inspection inspectTsv(byte[] file, String domain) {
        List<String> errors = new ArrayList<>();
        List<Map<String, List<String>>> rows = Tabs.rows(new String(file, StandardCharsets.UTF_8), errors);
        return new Inspection(rows.size(), check(rows, domain, errors), errors);
    }

    /// Gives the ids of all rows.
    private static Set<String> check(List<Map<String, List<String>>> rows, String domain, List<String> errors) {
        Set<String> ids = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = new Row("item " + (i + 1), rows.get(i), errors);
            check(row, domain);
            row.value("id").filter(it -> !ids.add(it)).ifPresent(it -> row.error("id", "is not the only one: " + it));
            row.value("item_group_id").ifPresent(groups::add);
        }
        groups.stream().filter(ids::contains).forEach(it -> errors.add("item_group_id is an id: " + it));
        return ids;
    }

    private static void check(Row row, String domain) {
        row.required("id", "title", "description", "link", "image_link", "availability", "price");
        row.longest("id", 50);
        row.longest("title", 150);
        row.longest("description", 5_000);
        row.plain("description");
        row.url("link");
        row.below("link", domain);
        row.url("image_link");
        row.image("image_link", PICTURES);
        row.url("additional_image_link");
        row.atMost("additional_image_link", 10);
        row.oneOf("availability", "in_stock", "out_of_stock", "preorder", "backorder");
        if (row.value("availability").filter("preorder"::equals).isPresent()) {
            row.required("availability_date");
        }
        var price = row.price("price");
        var sale = row.price("sale_price");
        row.below("sale_price", sale, price);
        if (row.has("sale_price") && !row.currency("price").equals(row.currency("sale_price"))) {
            row.error("sale_price", "is in another currency");
        }
        boolean used = row.value("condition").filter(it -> !it.equals("new")).isPresent();
        if (!used) {
            row.required("brand");
        }
        row.longest("brand", 70);
        row.gtin("gtin", true);
        row.longest("mpn", 70);
        boolean noIdentifier =
                row.value("identifier_exists").filter("no"::equals).isPresent();
        if (!row.has("gtin") && !row.has("mpn") && !noIdentifier) {
            row.error("mpn", "is required without a GTIN");
        }
        if (noIdentifier && (row.has("gtin") || row.has("mpn"))) {
            row.error("identifier_exists", "says no, but there is one");
        }
        row.oneOf("identifier_exists", "yes", "no");
        row.oneOf("condition", "new", "refurbished", "used");
        row.longest("item_group_id", 50);
        row.longest("color", 100);
        row.longest("size", 100);
        row.longest("material", 200);
        row.longest("pattern", 100);
        row.longest("product_type", 750);
        row.oneOf("gender", "male", "female", "unisex");
        row.oneOf("age_group", "newborn", "infant", "toddler", "kids", "adult");
    }

    private static Element parsed(byte[] file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(file))
                    .getDocumentElement();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IllegalArgumentException("the file is no XML: " + broken.getMessage(), broken);
        }
    }
}
