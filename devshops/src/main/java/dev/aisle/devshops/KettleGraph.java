package dev.aisle.devshops;

import java.util.List;

/// The JSON-LD graph of a WooCommerce product page: breadcrumbs and a product whose offer has its price one
/// level deeper than most shops put it.
///
/// @param currency of every price in it
record KettleGraph(String currency) {

    /// @param url the item's page
    /// @param categoryUrl the page of its category
    Object of(Item item, String origin, String url, String categoryUrl) {
        Object offer = item.open().isEmpty()
                ? offer(item.first(), url)
                : JsonText.object(
                        "@type",
                        "AggregateOffer",
                        "lowPrice",
                        Unit.decimal(item.lowest()),
                        "highPrice",
                        Unit.decimal(item.highest()),
                        "offerCount",
                        item.units().size(),
                        "priceCurrency",
                        currency,
                        "availability",
                        "http://schema.org/" + (item.inStock() ? "InStock" : "OutOfStock"),
                        "url",
                        url);
        var thing = JsonText.object(
                "@type",
                "Product",
                "@id",
                url + "#product",
                "name",
                item.title(),
                "url",
                url,
                "description",
                KettleApi.shortWords(item),
                "image",
                origin + item.image(),
                "sku",
                item.open().isEmpty() ? item.first().sku() : KettleApi.parentSku(item),
                "offers",
                List.of(offer));
        var crumbs = JsonText.object(
                "@type",
                "BreadcrumbList",
                "itemListElement",
                List.of(crumb(1, "Home", origin), crumb(2, item.category(), categoryUrl), crumb(3, item.title(), url)));
        return JsonText.object("@context", "https://schema.org/", "@graph", List.of(crumbs, thing));
    }

    private static Object crumb(int position, String name, String url) {
        return JsonText.object(
                "@type", "ListItem", "position", position, "item", JsonText.object("name", name, "@id", url));
    }

    private Object offer(Unit unit, String url) {
        var price = JsonText.object(
                "@type",
                "UnitPriceSpecification",
                "price",
                Unit.decimal(unit.cents()),
                "priceCurrency",
                currency,
                "valueAddedTaxIncluded",
                false);
        return JsonText.object(
                "@type",
                "Offer",
                "priceSpecification",
                List.of(price),
                "priceValidUntil",
                "2030-12-31",
                "availability",
                "http://schema.org/" + (unit.inStock() ? "InStock" : "OutOfStock"),
                "url",
                url,
                "seller",
                JsonText.object("@type", "Organization", "name", "Kettle House"));
    }
}
