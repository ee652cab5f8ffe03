package dev.aisle.supply.extract;

import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.supply.crawl.FetchedPage;
import dev.aisle.supply.extract.page.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A page of a platform's public listing, known by its shape.
final class PlatformListing {

    /// Pages of one listing; a shop that goes on for longer repeats itself.
    private static final int LAST_PAGE = 2_000;

    private PlatformListing() {}

    static Reading read(Merchant merchant, FetchedPage page, String text) {
        JsonNode json;
        try {
            json = Json.tree(text);
        } catch (JacksonException broken) {
            return nothing("body is not JSON: " + broken.getOriginalMessage());
        }
        if (json == null) {
            return nothing("body is empty");
        }
        if (StoreApiReader.recognises(json)) {
            return new StoreApiReader(merchant, page).read(json);
        }
        if (ProductsJsonReader.recognises(json)) {
            return new ProductsJsonReader(merchant, page).read(json);
        }
        return nothing("JSON of no known platform");
    }

    private static Reading nothing(String problem) {
        return Reading.ofPage(List.of(), List.of(), true, List.of(problem));
    }

    /// The address of the next page: the same one with `page` raised by one, while this page is full.
    static Optional<URI> nextPage(URI url, int items, String sizeParameter, int usualSize) {
        int size = number(url, sizeParameter, usualSize);
        int page = number(url, "page", 1);
        if (items == 0 || items < size || page >= LAST_PAGE) {
            return Optional.empty();
        }
        List<String> parameters = new ArrayList<>(Urls.parameters(url));
        parameters.removeIf(parameter -> nameOf(parameter).equals("page"));
        parameters.add("page=" + (page + 1));
        return Urls.resolve(url, "?" + String.join("&", parameters));
    }

    static String nameOf(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    }

    /// What a parameter of the query is set to.
    static Optional<String> value(URI url, String name) {
        return Urls.parameters(url).stream()
                .filter(parameter -> nameOf(parameter).equals(name))
                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                .findFirst();
    }

    private static int number(URI url, String name, int otherwise) {
        try {
            return value(url, name).map(it -> Math.max(1, Integer.parseInt(it))).orElse(otherwise);
        } catch (NumberFormatException notOne) {
            return otherwise;
        }
    }
}
