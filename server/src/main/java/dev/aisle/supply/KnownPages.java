package dev.aisle.supply;

import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.Products;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the listing behind an address that no listing has, where the shop's page is known by another one: with a
/// parameter more or less in its query. A parameter that both addresses have must say the same, and what is left must
/// be one family of products, so that shops whose query names the product are not taken for shops whose query names a
/// choice.
public final class KnownPages {

    /// More listings below one address are a shop whose query names the product.
    private static final int MOST_CHOICES = 200;

    private final Merchants merchants;
    private final Listings listings;
    private final Products products;
    private final List<String> allowed;

    /// @param allowed the development allowlist, whose domains keep their ports
    public KnownPages(Merchants merchants, Listings listings, Products products, Collection<String> allowed) {
        this.merchants = merchants;
        this.listings = listings;
        this.products = products;
        this.allowed = List.copyOf(allowed);
    }

    /// The listing that an address stands for: the one whose address shares most with it, of several the first.
    public Optional<ListingId> find(URI url) {
        UrlKey asked = UrlKey.of(url);
        UrlKey bare = asked.withoutQuery();
        if (bare.value().indexOf('/') < 0) {
            return Optional.empty();
        }
        List<Listings.At> near = merchant(url)
                .map(merchant -> listings.below(merchant.id(), bare, MOST_CHOICES + 1))
                .orElse(List.of());
        List<Listings.At> fitting =
                near.stream().filter(it -> agree(asked, it.page())).toList();
        if (near.size() > MOST_CHOICES || fitting.isEmpty() || !isOneFamily(fitting)) {
            return Optional.empty();
        }
        return fitting.stream()
                .max(Comparator.comparingInt((Listings.At it) -> shared(asked, it.page()))
                        .thenComparing(Listings.At::id, Comparator.reverseOrder()))
                .map(Listings.At::id);
    }

    private Optional<Merchant> merchant(URI url) {
        return Domain.parse(String.valueOf(url.getRawAuthority()), allowed) instanceof Domain.Parsed.Good good
                ? merchants.findByDomain(good.domain().value())
                : Optional.empty();
    }

    private boolean isOneFamily(List<Listings.At> fitting) {
        Set<String> families = new HashSet<>();
        for (Product product : products.byIds(
                products.productsOf(fitting.stream().map(Listings.At::id).toList())
                        .values())) {
            families.add(product.family());
        }
        return families.size() == 1;
    }

    private static boolean agree(UrlKey one, UrlKey other) {
        Set<String> said = one.parameters();
        Set<String> names = new HashSet<>();
        said.forEach(it -> names.add(name(it)));
        return other.parameters().stream().allMatch(it -> said.contains(it) || !names.contains(name(it)));
    }

    private static int shared(UrlKey one, UrlKey other) {
        Set<String> both = new HashSet<>(one.parameters());
        both.retainAll(other.parameters());
        return both.size();
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }
}
