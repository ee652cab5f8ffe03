package dev.aisle.supply.normalize;

import dev.aisle.base.money.Money;
import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.listing.Origin;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.taxonomy.Taxonomy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns a raw listing into a listing, or says why that cannot be done. It does no I/O and keeps no state.
public final class Normalizer {

    private final Taxonomy taxonomy;

    public Normalizer(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    /// The listing in typed and checked words, or every reason why it cannot be used.
    public Normalized normalize(RawListing raw, StoreDefaults defaults) {
        List<String> problems = new ArrayList<>();
        String title = raw.first(Field.TITLE).map(String::strip).orElse("");
        if (title.isEmpty()) {
            problems.add("title is missing");
        }
        Optional<Money> price = raw.first(Field.PRICE).flatMap(text -> money(text, raw, defaults));
        if (price.isEmpty()) {
            problems.add("price is missing or cannot be read");
        } else if (price.get().amount() == 0) {
            problems.add("price is zero");
        }
        if (!problems.isEmpty() || price.isEmpty()) {
            return new Normalized.Unusable(raw, problems);
        }
        List<String> categories =
                raw.said(Field.CATEGORY).stream().map(RawListing.Said::value).toList();
        Optional<Money> listPrice = raw.first(Field.LIST_PRICE)
                .flatMap(text -> money(text, raw, defaults))
                .filter(it -> it.amount() > price.get().amount());
        return new Normalized.Good(
                new Listing(
                        new ListingKey(raw.merchant(), raw.item()),
                        raw.first(Field.URL).map(raw.page()::resolve).orElse(raw.page()),
                        title,
                        raw.first(Field.DESCRIPTION).orElse(""),
                        new Listing.Identity(
                                raw.first(Field.BRAND),
                                raw.first(Field.GTIN).filter(it -> it.length() == 14),
                                raw.first(Field.MPN),
                                raw.first(Field.SKU)),
                        price.get(),
                        listPrice,
                        raw.first(Field.AVAILABILITY)
                                        .orElse("in")
                                        .toLowerCase(Locale.ROOT)
                                        .contains("out")
                                ? Availability.OUT_OF_STOCK
                                : Availability.IN_STOCK,
                        Optional.empty(),
                        named(raw.options()),
                        raw.first(Field.GROUP),
                        raw.said(Field.IMAGE).stream()
                                .map(said -> raw.page()
                                        .resolve(URI.create(said.value()))
                                        .toString())
                                .limit(10)
                                .toList(),
                        categories,
                        taxonomy.categoryOf(title, categories),
                        named(raw.attributes()),
                        new Listing.Audience(
                                Optional.empty(), Optional.empty(), defaults.language(), defaults.country()),
                        Optional.empty(),
                        raw.first(Field.SELLER),
                        origins(raw),
                        raw.readAt()),
                List.of());
    }

    private static Optional<Money> money(String text, RawListing raw, StoreDefaults defaults) {
        PriceText read = PriceText.read(text);
        Optional<String> currency = read.mark()
                .filter(mark -> mark.length() == 3)
                .or(() -> raw.first(Field.CURRENCY))
                .or(defaults::currency);
        if (read.amount().isEmpty() || currency.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal minor = read.amount().get().movePointRight(Money.exponent(currency.get()));
        return Optional.of(new Money(minor.setScale(0, RoundingMode.HALF_UP).longValueExact(), currency.get()));
    }

    private static List<Listing.Named> named(List<RawListing.Named> said) {
        return said.stream().map(it -> new Listing.Named(it.name(), it.value())).toList();
    }

    private static Map<Field, Origin> origins(RawListing raw) {
        Map<Field, Origin> origins = new EnumMap<>(Field.class);
        raw.fields().forEach((field, said) -> {
            if (!said.isEmpty()) {
                origins.put(
                        field,
                        new Origin(
                                raw.platform(),
                                said.getFirst().evidence(),
                                said.getFirst().confidence(),
                                raw.readAt()));
            }
        });
        return origins;
    }
}
