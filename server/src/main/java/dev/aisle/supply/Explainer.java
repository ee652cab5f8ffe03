package dev.aisle.supply;

import dev.aisle.base.ids.Base62;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.SetAside;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.product.Products;
import dev.aisle.supply.crawl.Crawls;
import dev.aisle.supply.crawl.PageStory;
import dev.aisle.supply.matching.MatchEvidence;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Says why a page, a listing or a product is as it is, from what each step kept of its reasons. It changes nothing.
public final class Explainer {

    private static final int PRODUCT_ID = 7;
    private static final int ULID = 26;
    private static final int MOST_SET_ASIDE = 10_000;

    private final Merchants merchants;
    private final Crawls crawls;
    private final Listings listings;
    private final Products products;
    private final MatchEvidence matchEvidence;

    public Explainer(
            Merchants merchants, Crawls crawls, Listings listings, Products products, MatchEvidence matchEvidence) {
        this.merchants = merchants;
        this.crawls = crawls;
        this.listings = listings;
        this.products = products;
        this.matchEvidence = matchEvidence;
    }

    /// What is known of something, and why no search can show it.
    ///
    /// @param lines a fact each; none where nothing is known
    /// @param absences why it is not in the product graph, or under another id; none where it is
    /// @param products those it stands for in the product graph
    public record Explanation(List<String> lines, List<String> absences, Set<ProductId> products) {}

    /// What is known of a page's URL, a product id, a variant id or an offer's ULID. Throws
    /// `IllegalArgumentException` for a URL that is none.
    public Explanation explain(String what) {
        Told told = new Told();
        if (what.startsWith("http://") || what.startsWith("https://")) {
            told.page(URI.create(what));
        } else {
            String last = what.substring(what.lastIndexOf(':') + 1);
            if (!Base62.isBase62(last)) {
                return new Explanation(List.of(), List.of(), Set.of());
            }
            if (last.length() == ULID) {
                told.tellListings(List.of(new ListingId(last)));
            } else if (last.length() == PRODUCT_ID) {
                told.product(new ProductId(last));
            }
        }
        return new Explanation(told.lines, told.absences, told.found);
    }

    /// One explanation in the making.
    private final class Told {

        private final List<String> lines = new ArrayList<>();
        private final List<String> absences = new ArrayList<>();
        private final Set<ProductId> found = new LinkedHashSet<>();

        private void page(URI url) {
            Optional<Merchant> merchant = merchantOf(url);
            Optional<PageStory> story = merchant.flatMap(it -> crawls.story(it.id(), url));
            story.ifPresent(this::tell);
            List<StoredListing> shown = listings.byUrl(UrlKey.of(url));
            shown.forEach(listing -> tell(listing));
            List<SetAside> aside = merchant.stream()
                    .flatMap(it -> listings.setAside(it.id(), MOST_SET_ASIDE).stream())
                    .filter(it -> it.url().equals(url.toString()))
                    .toList();
            aside.forEach(this::tell);
            if (shown.stream().anyMatch(this::isOffered)) {
                absences.clear();
            } else if (shown.isEmpty() && aside.isEmpty()) {
                absences.add(story.map(Told::unread)
                        .or(() -> merchant.map(it ->
                                "It was never crawled: no sitemap, page or feed of " + it.domain() + " has led to it."))
                        .orElse("It was never crawled: no merchant has the domain " + url.getRawAuthority()
                                + ", and nobody has looked it up."));
            }
        }

        private boolean isOffered(StoredListing listing) {
            return listing.state().isShown() && products.productOf(listing.id()).isPresent();
        }

        /// Why a page that is known shows nothing.
        private static String unread(PageStory story) {
            String because = story.reason().map(it -> ": " + it).orElse("");
            return switch (story.state()) {
                case "waiting" ->
                    "It was found and not read yet"
                            + story.dueAt().map(it -> ", and is due at " + it).orElse("") + because + ".";
                case "refused" -> "It was not read" + because + ".";
                case "gone" -> "Its page is gone" + because + ".";
                default ->
                    story.reads() == 0
                            ? "It was never read" + because + "."
                            : "It was read and shows no product" + because + ".";
            };
        }

        private Optional<Merchant> merchantOf(URI url) {
            String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
            String bare = host.startsWith("www.") ? host.substring("www.".length()) : host;
            String withPort = url.getPort() < 0 ? bare : bare + ":" + url.getPort();
            return merchants.findByDomain(withPort).or(() -> merchants.findByDomain(bare));
        }

        private void product(ProductId id) {
            Optional<ProductId> now = products.resolve(id);
            now.filter(it -> !it.equals(id)).ifPresent(it -> {
                lines.add("product " + id + " was merged into " + it);
                absences.add("It was merged into " + it + ", which has its offers.");
            });
            now.flatMap(products::find).ifPresent(product -> {
                found.add(product.id());
                lines.add("product " + product.id() + " \"" + product.title() + "\", family " + product.family() + ", "
                        + product.offers().size() + " offers");
                tellListings(product.offers().stream().map(Offer::id).toList());
            });
        }

        private void tellListings(List<ListingId> ids) {
            listings.byIds(ids).stream()
                    .sorted(Comparator.comparing(StoredListing::id))
                    .forEach(listing -> tell(listing));
        }

        private void tell(PageStory story) {
            lines.add("page " + story.url() + ": " + story.state() + ", found by " + story.foundBy() + ", read "
                    + story.reads() + " times, changed " + story.changes() + " times"
                    + story.reason().map(it -> ", because: " + it).orElse("")
                    + story.dueAt().map(it -> ", next at " + it).orElse(""));
        }

        private void tell(SetAside aside) {
            lines.add("set aside " + aside.item() + ": " + String.join("; ", aside.problems()));
            absences.add("Its listing " + aside.item() + " was set aside: " + String.join("; ", aside.problems()));
        }

        private void tell(StoredListing stored) {
            lines.add(
                    "listing " + inShort(stored) + ", " + stored.state().name().toLowerCase(Locale.ROOT) + ", seen "
                            + stored.listing().seenAt());
            lines.add("  from " + origins(stored));
            Optional<ProductId> offered = products.productOf(stored.id());
            offered.ifPresent(found::add);
            offered.ifPresent(product -> lines.add("  offer of product " + product + others(product)));
            if (!stored.state().isShown()) {
                absences.add("Its listing " + stored.id() + " is gone from the shop since " + stored.changedAt() + ".");
            } else if (offered.isEmpty()) {
                absences.add("Its listing " + stored.id() + " is not matched to a product yet.");
            }
            List<MatchEvidence.Compared> compared = matchEvidence.of(stored.number());
            Map<Long, StoredListing> others =
                    listings
                            .byNumbers(compared.stream()
                                    .map(MatchEvidence.Compared::other)
                                    .distinct()
                                    .toList())
                            .stream()
                            .collect(
                                    Collectors.toMap(StoredListing::number, it -> it, (a, b) -> a, LinkedHashMap::new));
            for (MatchEvidence.Compared pair : compared) {
                Optional<StoredListing> other = Optional.ofNullable(others.get(pair.other()));
                lines.add("  " + (pair.same() ? "the same as " : "apart from ")
                        + other.map(Told::inShort).orElse("a listing that is gone")
                        + String.format(Locale.ROOT, " (%.2f): ", pair.score())
                        + String.join("; ", pair.reasons()));
            }
        }

        private String others(ProductId id) {
            int offers = products.find(id).map(Product::offers).map(List::size).orElse(0);
            return " with " + offers + (offers == 1 ? " offer" : " offers");
        }

        private static String inShort(StoredListing stored) {
            return stored.id() + " \"" + stored.listing().title() + "\" "
                    + stored.listing().price().decimal().toPlainString() + " "
                    + stored.listing().price().currency() + " at "
                    + stored.listing().url();
        }

        private static String origins(StoredListing stored) {
            return stored.listing().origins().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(it -> it.getKey().name().toLowerCase(Locale.ROOT) + " "
                            + it.getValue().platform().slug() + "/"
                            + it.getValue().evidence().name().toLowerCase(Locale.ROOT)
                            + String.format(Locale.ROOT, " %.2f", it.getValue().confidence()))
                    .collect(Collectors.joining(", "));
        }
    }
}
