package dev.aisle.market.listing;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Listing.Audience;
import dev.aisle.market.listing.Listing.Identity;
import dev.aisle.market.merchant.Platform;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a listing says when a source speaks of it again: the source replaces all it said before, and a field
/// that another source said stays where that source is trusted more, or where the new words are silent.
final class SourceMerge {

    private final Listing old;
    private final Listing said;
    private final Platform speaker;

    private SourceMerge(Listing old, Listing said) {
        this.old = old;
        this.said = said;
        this.speaker = said.platform();
    }

    static Listing merged(Listing old, Listing said) {
        return new SourceMerge(old, said).listing();
    }

    private Listing listing() {
        Money price = (staysOld(Field.PRICE) ? old : said).price();
        Listing listPriced = staysOld(Field.LIST_PRICE) ? old : said;
        Listing categorized = staysOld(Field.CATEGORY) ? old : said;
        Listing rated = staysOld(Field.RATING) ? old : said;
        return new Listing(
                said.key(),
                (staysOld(Field.URL) ? old : said).url(),
                (staysOld(Field.TITLE) ? old : said).title(),
                (staysOld(Field.DESCRIPTION) ? old : said).description(),
                new Identity(
                        (staysOld(Field.BRAND) ? old : said).identity().brand(),
                        (staysOld(Field.GTIN) ? old : said).identity().gtin(),
                        (staysOld(Field.MPN) ? old : said).identity().mpn(),
                        (staysOld(Field.SKU) ? old : said).identity().sku()),
                price,
                listPriced
                        .listPrice()
                        .filter(it -> it.currency().equals(price.currency()) && it.amount() > price.amount()),
                (staysOld(Field.AVAILABILITY) ? old : said).availability(),
                (staysOld(Field.CONDITION) ? old : said).condition(),
                (staysOld(Field.OPTION) ? old : said).options(),
                (staysOld(Field.GROUP) ? old : said).group(),
                (staysOld(Field.IMAGE) ? old : said).images(),
                categorized.categories(),
                categorized.category().or(old::category).or(said::category),
                (staysOld(Field.ATTRIBUTE) ? old : said).attributes(),
                new Audience(
                        (staysOld(Field.GENDER) ? old : said).audience().gender(),
                        (staysOld(Field.AGE) ? old : said).audience().age(),
                        (staysOld(Field.LANGUAGE) ? old : said).audience().language(),
                        (staysOld(Field.COUNTRY) ? old : said).audience().country()),
                rated.rating(),
                (staysOld(Field.SELLER) ? old : said).seller(),
                origins(),
                said.seenAt());
    }

    private boolean staysOld(Field field) {
        Optional<Platform> before =
                Optional.ofNullable(old.origins().get(field)).map(Origin::platform);
        if (before.isEmpty() || before.get() == speaker) {
            return false;
        }
        Origin now = said.origins().get(field);
        return now == null || before.get().precedence() > now.platform().precedence();
    }

    private Map<Field, Origin> origins() {
        Map<Field, Origin> origins = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            Origin origin = (staysOld(field) ? old : said).origins().get(field);
            if (origin != null) {
                origins.put(field, origin);
            }
        }
        return origins;
    }
}
