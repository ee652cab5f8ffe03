package dev.aisle.journeys;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads an agent's answers as a person would tell them.
final class Products {

    private Products() {}

    static List<JsonNode> of(JsonNode answer) {
        return List.copyOf(answer.path("products").values());
    }

    static Set<String> sellers(JsonNode product) {
        var sellers = new LinkedHashSet<String>();
        for (JsonNode variant : product.path("variants").values()) {
            JsonNode seller = variant.path("seller");
            sellers.add(seller.path("name").asString(seller.path("id").asString("?")));
        }
        return sellers;
    }

    static Optional<JsonNode> withSellers(Collection<JsonNode> products, int least) {
        return products.stream()
                .filter(product -> sellers(product).size() >= least)
                .findFirst();
    }

    static String priceRange(JsonNode product) {
        JsonNode range = product.path("price_range");
        String least = money(range.path("min"));
        String most = money(range.path("max"));
        return least.equals(most) ? least : least + " to " + most;
    }

    static String money(JsonNode price) {
        String code = price.path("currency").asString("USD");
        long amount = price.path("amount").asLong(0);
        int digits = Currency.getInstance(code).getDefaultFractionDigits();
        String number = BigDecimal.valueOf(amount, Math.max(0, digits)).toPlainString();
        return code.equals("USD") ? "$" + number : code + " " + number;
    }

    static String status(JsonNode variant) {
        return variant.path("availability").path("status").asString("").replace('_', ' ');
    }
}
