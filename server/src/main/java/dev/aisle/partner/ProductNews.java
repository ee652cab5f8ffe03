package dev.aisle.partner;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.product.Products;
import dev.aisle.market.vendor.VendorId;
import dev.aisle.partner.subscription.OfferChange;
import dev.aisle.partner.subscription.Subscription;
import dev.aisle.partner.subscription.Subscriptions;
import dev.aisle.partner.webhook.Listener;
import dev.aisle.partner.webhook.Notices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The path from a change of the product graph to the vendors who subscribed to the product: at the heels of the log,
/// what is new to a subscription, told in the transaction that keeps the place. It rests where nobody subscribed.
public final class ProductNews {

    /// The kind of its one job.
    public static final String FOLLOW = "product_news";

    private static final String ONLY = "all";
    private static final String READER = "subscriptions";
    private static final int BATCH = 2_000;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Db db;
    private final Products products;
    private final Subscriptions subscriptions;
    private final Notices notices;
    private final Jobs jobs;
    private final Function<OfferChange, String> words;
    private final InstantSource time;

    /// @param words the body that tells a change
    public ProductNews(
            Db db,
            Products products,
            Subscriptions subscriptions,
            Notices notices,
            Jobs jobs,
            Function<OfferChange, String> words,
            InstantSource time) {
        this.db = db;
        this.products = products;
        this.subscriptions = subscriptions;
        this.notices = notices;
        this.jobs = jobs;
        this.words = words;
        this.time = time;
    }

    /// Subscribes a vendor to a product by any id it ever had. The first subscription begins to read the log where it
    /// ends now.
    public Subscribed subscribe(VendorId vendor, Subscription.Kind kind, ProductId asked, Subscription.Wish wish) {
        return db.inTransaction(() -> {
            Optional<Product> product = products.resolve(asked).flatMap(products::find);
            if (product.isEmpty()) {
                return new Subscribed.NoSuchProduct();
            }
            if (!subscriptions.anyActive()) {
                products.changes().keepPlace(READER, products.changes().end());
            }
            jobs.put(FOLLOW, ONLY, time.instant());
            return subscriptions
                    .add(vendor, kind, asked, product.get(), wish)
                    .<Subscribed>map(Subscribed.To::new)
                    .orElseGet(Subscribed.TooMany::new);
        });
    }

    /// Tells what changed; the job of the kind [#FOLLOW].
    public Job.Next follow(String key) {
        if (!subscriptions.anyActive()) {
            return new Job.Next.Done();
        }
        int read = readOn();
        return new Job.Next.At(read == BATCH ? time.instant() : time.instant().plus(POLL));
    }

    /// Gives how many products had changed.
    int readOn() {
        return db.inTransaction(() -> {
            ChangeLog log = products.changes();
            ChangeLog.Batch batch = log.readAfter(log.placeOf(READER), BATCH);
            if (batch.isEmpty()) {
                return 0;
            }
            tell(subscriptions.to(batch.ids().stream().map(ProductId::new).toList()));
            log.keepPlace(READER, batch.next());
            return batch.ids().size();
        });
    }

    private void tell(Map<Subscription, ProductId> touched) {
        if (touched.isEmpty()) {
            return;
        }
        Map<ProductId, ProductId> led = products.resolve(touched.values());
        Map<ProductId, List<Offer>> offers = new HashMap<>();
        products.byIds(led.values().stream().distinct().toList()).forEach(it -> offers.put(it.id(), it.offers()));
        touched.forEach((subscription, known) -> {
            ProductId product = led.getOrDefault(known, known);
            subscriptions
                    .changes(subscription, product, offers.getOrDefault(product, List.of()))
                    .forEach(change -> notices.tell(
                            Listener.of(subscription.vendor()), change.event().word(), words.apply(change)));
        });
    }

    /// What came of a wish to subscribe.
    public sealed interface Subscribed {

        record To(Subscription subscription) implements Subscribed {}

        record NoSuchProduct() implements Subscribed {}

        record TooMany() implements Subscribed {}
    }
}
