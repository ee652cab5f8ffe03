package dev.aisle.edge.restv1;

import dev.aisle.edge.catalogapi.Nearest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Tells names of fields that nobody looks at, with the place that was meant.
final class FieldNames {

    /// What callers write, without signs and in lower case, and what they mean; the first that the call has.
    private static final Map<String, List<String>> MEANT = meant();

    private final Set<String> known;

    /// Where a name may stand.
    private enum Place {
        FIELD("unknown_field", "field", "$."),
        PARAMETER("unknown_parameter", "query parameter", "");

        private final String code;
        private final String words;
        private final String root;

        Place(String code, String words, String root) {
            this.code = code;
            this.words = words;
            this.root = root;
        }
    }

    private FieldNames(List<String> known) {
        this.known = new TreeSet<>(known);
    }

    /// @param known the names that a call of this kind has, in its query or at the top of its body, with a space
    ///     between two
    static FieldNames of(String known) {
        return new FieldNames(known.isEmpty() ? List.of() : List.of(known.split(" ")));
    }

    void checkBody(JsonNode body, Remarks remarks) {
        check(Place.FIELD, body.propertyNames(), known, "", remarks);
    }

    /// @param here the names that the object has
    /// @param path where in the body it stands, such as `filters.price`
    void checkObject(JsonNode object, Set<String> here, String path, Remarks remarks) {
        check(Place.FIELD, object.propertyNames(), here, path + ".", remarks);
    }

    void checkQuery(Collection<String> names, Remarks remarks) {
        check(Place.PARAMETER, names, known, "", remarks);
    }

    private void check(Place place, Collection<String> names, Set<String> here, String before, Remarks remarks) {
        for (String name : names) {
            if (!here.contains(name)) {
                String said = "Unknown " + place.words + " '" + Remarks.quoted(name) + "'.";
                remarks.tell(place.code, said + hint(name, here, before), place.root + before + name);
            }
        }
    }

    /// A call with a body reads nothing from its address.
    static void refuseQuery(Collection<String> names, Remarks remarks) {
        for (String name : names) {
            remarks.tell(
                    "unknown_parameter",
                    "The query parameter '" + Remarks.quoted(name) + "' is not read: send fields in the body.",
                    name);
        }
    }

    private String hint(String name, Set<String> here, String before) {
        Optional<String> meant = MEANT.getOrDefault(bare(name), List.of()).stream()
                .filter(it -> known.contains(it.split("\\.", 2)[0]))
                .filter(it -> !it.equals(before + name))
                .findFirst();
        if (meant.isPresent()) {
            return " Use " + meant.get() + ".";
        }
        List<String> near = Nearest.of(name, here);
        return near.isEmpty()
                ? here.isEmpty() ? " There are none." : " There are: " + String.join(", ", new TreeSet<>(here)) + "."
                : " Nearest: " + String.join(", ", near) + ".";
    }

    private static String bare(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<String>> meant() {
        Map<List<String>, String> words = Map.ofEntries(
                Map.entry(List.of("query"), "q text keyword keywords search searchterm term prompt"),
                Map.entry(
                        List.of("page_token", "cursor", "page"),
                        "cursor nextcursor nextpagetoken offset after pagetoken skip page"),
                Map.entry(List.of("limit", "page_size"), "limit pagesize count perpage num top first maxresults size"),
                Map.entry(List.of("product_id", "canonical_product_id"), "id productid canonicalproductid product"),
                Map.entry(List.of("url"), "link pageurl producturl href"),
                Map.entry(List.of("start_date"), "from since start startdate begin"),
                Map.entry(List.of("end_date"), "to until end enddate"),
                Map.entry(List.of("user_id"), "user userid customer"),
                Map.entry(List.of("filters.brand_ids"), "brand brands brandid brandids manufacturer"),
                Map.entry(List.of("filters.exclude_brand_ids"), "excludebrand excludebrands excludebrandids"),
                Map.entry(List.of("filters.category_ids"), "category categories categoryid categoryids"),
                Map.entry(
                        List.of("filters.exclude_category_ids"),
                        "excludecategory excludecategories excludecategoryids"),
                Map.entry(
                        List.of("website_ids", "filters.website_ids"),
                        "website websites websiteid websiteids domain domains shop shops shopid shopids store stores"
                                + " storeid storeids merchant merchants merchantid merchantids seller sellers retailer site"),
                Map.entry(
                        List.of("filters.exclude_website_ids"),
                        "excludewebsite excludewebsites excludewebsiteids excludeshops excludestores excludemerchants"),
                Map.entry(List.of("filters.price.min_price"), "min minprice pricemin gte pricefrom minimum"),
                Map.entry(List.of("filters.price.max_price"), "max maxprice pricemax lte priceto maximum budget"),
                Map.entry(List.of("filters.price"), "price prices pricerange"),
                Map.entry(List.of("filters.availability"), "available availability instock stock"),
                Map.entry(List.of("filters.conditions"), "conditions state"),
                Map.entry(List.of("filters.gender"), "gender sex"),
                Map.entry(List.of("filters.age"), "age ages agegroup"),
                Map.entry(List.of("filters.sale"), "sale onsale discount discounted"),
                Map.entry(List.of("filters.colors"), "color colors colour colours"),
                Map.entry(List.of("filters.dimensions"), "dimensions"),
                Map.entry(List.of("filters.attributes"), "attributes attribute material materials options"),
                Map.entry(
                        List.of("config.country", "locale.country", "country"),
                        "country addresscountry countrycode region"),
                Map.entry(List.of("config.currency", "locale.currency", "currency"), "currency currencycode"),
                Map.entry(List.of("config.language", "locale.language", "language"), "language lang"),
                Map.entry(List.of("config", "locale"), "context locale config"),
                Map.entry(List.of("config.mode"), "mode searchmode"));
        Map<String, List<String>> meant = new HashMap<>();
        words.forEach((places, names) -> List.of(names.split(" ")).forEach(name -> meant.put(name, places)));
        return Map.copyOf(meant);
    }
}
