package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.SetAside;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.supply.crawl.PageStory;
import dev.aisle.supply.matching.MatchEvidence;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `./aisle explain WHAT`: why a page, a listing or a product is as it is, from what each step kept of its reasons.
@Command(
        name = "explain",
        description = "Why a shop's page, a listing or a product is as it is.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private static final int PRODUCT_ID = 7;
    private static final int ULID = 26;
    private static final int MOST_SET_ASIDE = 10_000;

    @Parameters(paramLabel = "WHAT", description = "a page's URL, a product id, a variant id, or an offer's ULID")
    private String what = "";

    @Mixin
    private final Installation installation = new Installation();

    @Mixin
    private final Printer printer = new Printer();

    private final List<String> lines = new ArrayList<>();

    @Override
    public Integer call() {
        installation.with(wiring -> {
            if (what.startsWith("http://") || what.startsWith("https://")) {
                page(wiring, url());
            } else {
                String last = what.substring(what.lastIndexOf(':') + 1);
                if (last.length() == ULID) {
                    listings(wiring, List.of(new ListingId(last)));
                } else if (last.length() == PRODUCT_ID) {
                    product(wiring, new ProductId(last));
                }
            }
            return lines.size();
        });
        if (lines.isEmpty()) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "Nothing is known of '" + what + "'. Give a page's URL, a product id or a variant id.");
        }
        if (printer.isJson()) {
            printer.print(Map.of("explained", what, "lines", lines));
        }
        lines.forEach(printer::say);
        return 0;
    }

    private URI url() {
        try {
            return URI.create(what);
        } catch (IllegalArgumentException broken) {
            throw Problem.of(Problem.Code.INVALID, "'" + what + "' is not a URL.");
        }
    }

    private void page(Wiring wiring, URI url) {
        Optional<Merchant> merchant = merchantOf(wiring, url);
        merchant.flatMap(it -> wiring.crawls().story(it.id(), url)).ifPresent(this::tell);
        List<StoredListing> shown = wiring.listings().byUrl(UrlKey.of(url));
        shown.forEach(listing -> tell(wiring, listing));
        merchant.stream()
                .flatMap(it -> wiring.listings().setAside(it.id(), MOST_SET_ASIDE).stream())
                .filter(it -> it.url().equals(what))
                .forEach(this::tell);
    }

    private static Optional<Merchant> merchantOf(Wiring wiring, URI url) {
        String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
        String bare = host.startsWith("www.") ? host.substring("www.".length()) : host;
        String withPort = url.getPort() < 0 ? bare : bare + ":" + url.getPort();
        return wiring.merchants()
                .findByDomain(withPort)
                .or(() -> wiring.merchants().findByDomain(bare));
    }

    private void product(Wiring wiring, ProductId id) {
        Optional<ProductId> now = wiring.products().resolve(id);
        now.filter(it -> !it.equals(id)).ifPresent(it -> lines.add("product " + id + " was merged into " + it));
        now.flatMap(wiring.products()::find).ifPresent(product -> {
            lines.add("product " + product.id() + " \"" + product.title() + "\", family " + product.family() + ", "
                    + product.offers().size() + " offers");
            listings(wiring, product.offers().stream().map(Offer::id).toList());
        });
    }

    private void listings(Wiring wiring, List<ListingId> ids) {
        wiring.listings().byIds(ids).stream()
                .sorted(Comparator.comparing(StoredListing::id))
                .forEach(listing -> tell(wiring, listing));
    }

    private void tell(PageStory story) {
        lines.add("page " + story.url() + ": " + story.state() + ", found by " + story.foundBy() + ", read "
                + story.reads() + " times, changed " + story.changes() + " times"
                + story.reason().map(it -> ", because: " + it).orElse("")
                + story.dueAt().map(it -> ", next at " + it).orElse(""));
    }

    private void tell(SetAside aside) {
        lines.add("set aside " + aside.item() + ": " + String.join("; ", aside.problems()));
    }

    private void tell(Wiring wiring, StoredListing stored) {
        lines.add("listing " + inShort(stored) + ", " + stored.state().name().toLowerCase(Locale.ROOT) + ", seen "
                + stored.listing().seenAt());
        lines.add("  from " + origins(stored));
        wiring.products()
                .productOf(stored.id())
                .ifPresent(product -> lines.add("  offer of product " + product + others(wiring, product)));
        List<MatchEvidence.Compared> compared = wiring.matchEvidence().of(stored.number());
        Map<Long, StoredListing> others =
                wiring
                        .listings()
                        .byNumbers(compared.stream()
                                .map(MatchEvidence.Compared::other)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(StoredListing::number, it -> it, (a, b) -> a, LinkedHashMap::new));
        for (MatchEvidence.Compared pair : compared) {
            Optional<StoredListing> other = Optional.ofNullable(others.get(pair.other()));
            lines.add("  " + (pair.same() ? "the same as " : "apart from ")
                    + other.map(ExplainCommand::inShort).orElse("a listing that is gone")
                    + String.format(Locale.ROOT, " (%.2f): ", pair.score())
                    + String.join("; ", pair.reasons()));
        }
    }

    private static String others(Wiring wiring, ProductId id) {
        int offers =
                wiring.products().find(id).map(Product::offers).map(List::size).orElse(0);
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
