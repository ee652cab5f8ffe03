package dev.aisle.partner;

import dev.aisle.base.json.Json;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A source with one of its guards switched off: what it answers is turned into what it would answer without.
class Unguarded implements Source {

    /// What can be switched off.
    enum Guard {
        NONE,
        /// A part that failed is asked for again: without, it is taken for the end of the list.
        ASKS_AGAIN,
        /// The platform's own wait is kept: without, any other would do.
        WAITS,
        /// Access that is lost is lost: without, it is tried for ever.
        GIVES_UP,
        /// What cannot be asked for now is not lost: without, every failure loses the connection.
        HOLDS_ON,
        RENEWS,
        MINDS_THE_CLOCK,
        STEPS_BACK,
        NAMES_ITEMS_ONCE,
        ENDS_BY_TOTAL,
        GOES_ON_AFTER_EMPTY,
        GOES_ON_WITHOUT_TOTAL,
        BEGINS_AGAIN,
        /// A new process goes on where the old one was: without, it begins again.
        RESUMES,
        SKIPS_THE_BROKEN,
        KNOWS_REPETITIONS,
        ASKS_THE_STORE,
        CHECKS_SIGNATURES,
        DROPS_NONSENSE,
        KEEPS_WHAT_WAS_TOLD,
        HEARS_LATER,
        HEARS_THE_OTHERS,
        TELLS_CALLS_APART,
        HEARS_REMOVALS,
        KEEPS_THE_WINDOW,
        KNOWS_GREETINGS,
        /// What is no product is passed over: without, the call that tells of it is refused whole.
        PASSES_OVER,
        HEARS_MODELS,
        HEARS_IDENTIFIERS,
        /// What is gone and cannot be told from here is read for: without, it waits for the next day's run.
        RUNS_WHOLE,
        CONNECTS_WITHOUT_HOOKS
    }

    private static final int PAGE = 20;
    private static final int BROKEN_PART = 2;

    private final Source source;
    private final Guard off;
    private final AtomicInteger pulls = new AtomicInteger();
    private boolean held;

    Unguarded(Source source, Guard off) {
        this.source = source;
        this.off = off;
    }

    @Override
    public Platform platform() {
        return source.platform();
    }

    @Override
    public Duration betweenRuns() {
        return source.betweenRuns();
    }

    @Override
    public Checked check(Access access) {
        return source.check(access);
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        Pulled pulled = source.pull(
                off == Guard.RENEWS ? withoutRenewal(access) : access,
                off == Guard.MINDS_THE_CLOCK ? since.map(it -> it.plus(Duration.ofHours(2))) : since,
                place(place),
                out);
        int number = pulls.incrementAndGet();
        return switch (pulled) {
            case Pulled.Part part -> part(part, number);
            case Pulled.Later later ->
                switch (off) {
                    case ASKS_AGAIN -> new Pulled.Part(List.of(), Optional.empty());
                    case WAITS -> new Pulled.Later(Duration.ofSeconds(18), later.code(), later.message());
                    case HOLDS_ON -> new Pulled.Lost(later.code(), later.message());
                    default -> later;
                };
            case Pulled.Lost lost ->
                off == Guard.GIVES_UP ? new Pulled.Later(Duration.ofMinutes(1), lost.code(), lost.message()) : lost;
        };
    }

    private Optional<String> place(Optional<String> place) {
        return switch (off) {
            case STEPS_BACK -> place.map(it -> it.replaceFirst(":[0-9]+:", ":0:"));
            case RESUMES -> pulls.get() == 0 ? Optional.empty() : place;
            default -> place;
        };
    }

    private Pulled part(Pulled.Part part, int number) {
        return switch (off) {
            case NAMES_ITEMS_ONCE ->
                new Pulled.Part(
                        part.things().stream().map(it -> renamed(it, number)).toList(), part.next());
            case ENDS_BY_TOTAL ->
                new Pulled.Part(part.things(), part.things().size() < PAGE ? Optional.empty() : part.next());
            case GOES_ON_AFTER_EMPTY ->
                new Pulled.Part(part.things(), part.things().isEmpty() ? Optional.empty() : part.next());
            case GOES_ON_WITHOUT_TOTAL -> new Pulled.Part(part.things(), Optional.empty());
            case BEGINS_AGAIN ->
                part.things().isEmpty() && part.next().isPresent()
                        ? new Pulled.Part(List.of(), Optional.empty())
                        : part;
            case SKIPS_THE_BROKEN -> {
                if (number == BROKEN_PART) {
                    throw new IllegalStateException("a thing without an id");
                }
                yield part;
            }
            default -> part;
        };
    }

    private static Thing renamed(Thing thing, int number) {
        return new Thing(
                thing.id() + "/" + number,
                thing.listings().stream()
                        .map(it -> new RawListing(
                                it.merchant(),
                                it.platform(),
                                it.item() + "#" + number,
                                it.page(),
                                it.fields(),
                                it.options(),
                                it.attributes(),
                                it.readAt()))
                        .toList());
    }

    private static Access withoutRenewal(Access access) {
        Secret bare = new Secret(
                Map.of("access_token", access.secret().find("access_token").orElse("none")));
        return new Access(access.merchant(), access.store(), access.currency(), bare);
    }

    @Override
    public boolean listen(Access access, String address) {
        boolean heard = source.listen(access, address);
        if (!heard && off == Guard.CONNECTS_WITHOUT_HOOKS) {
            throw new IllegalStateException("no hooks");
        }
        return heard;
    }

    @Override
    public Judged receive(Access access, Call call) {
        return switch (off) {
            case KNOWS_REPETITIONS ->
                named(source.receive(access, call), () -> UUID.randomUUID().toString());
            case CHECKS_SIGNATURES ->
                new Judged.Genuine(List.of(new Delivery(UUID.randomUUID().toString(), call)));
            case TELLS_CALLS_APART -> named(source.receive(access, call), () -> "");
            case KEEPS_THE_WINDOW ->
                source.receive(
                        access,
                        HookCalls.signedAt(InstantSource.system().instant().getEpochSecond(), call.body()));
            case PASSES_OVER ->
                call.body().contains("product_model") ? new Judged.Forged() : source.receive(access, call);
            case KNOWS_GREETINGS -> call.body().isEmpty() ? new Judged.Forged() : source.receive(access, call);
            default -> source.receive(access, call);
        };
    }

    private static Judged named(Judged judged, Supplier<String> name) {
        return switch (judged) {
            case Judged.Forged forged -> forged;
            case Judged.Genuine genuine ->
                new Judged.Genuine(genuine.deliveries().stream()
                        .map(it -> new Delivery(name.get(), it.call()))
                        .toList());
        };
    }

    @Override
    public Told hear(Access access, Call call) {
        if (off == Guard.HEARS_THE_OTHERS && held) {
            return new Told.NotNow(Duration.ofMinutes(1));
        }
        if ((off == Guard.HEARS_MODELS && call.body().contains("product_model"))
                || (off == Guard.HEARS_IDENTIFIERS && !call.body().contains("uuid"))) {
            return new Told.Nothing();
        }
        if (off == Guard.DROPS_NONSENSE) {
            Json.tree(call.body());
        }
        Told told = source.hear(access, call);
        held |= told instanceof Told.NotNow;
        if (off == Guard.HEARS_LATER && told instanceof Told.NotNow) {
            return new Told.Nothing();
        }
        if (off == Guard.RUNS_WHOLE && told instanceof Told.Vanished) {
            return new Told.Nothing();
        }
        if (off == Guard.HEARS_REMOVALS
                && told instanceof Told.Changed changed
                && changed.things().getFirst().listings().isEmpty()) {
            return new Told.Nothing();
        }
        return off == Guard.ASKS_THE_STORE && told instanceof Told.Changed changed
                ? new Told.Changed(asTheCallSays(changed.things().getFirst(), call))
                : told;
    }

    private static Thing asTheCallSays(Thing thing, Call call) {
        if (call.body().matches(".*(removed|deleted).*")) {
            return new Thing(thing.id(), List.of());
        }
        String price = call.body().replaceFirst("(?s).*\"price\":\"([0-9.]+)\".*", "$1");
        List<RawListing> listings = new ArrayList<>();
        for (RawListing it : thing.listings()) {
            Map<Field, List<RawListing.Said>> fields = new EnumMap<>(it.fields());
            fields.put(Field.PRICE, List.of(new RawListing.Said(price, Evidence.PLATFORM_API, 1)));
            listings.add(new RawListing(
                    it.merchant(),
                    it.platform(),
                    it.item(),
                    it.page(),
                    fields,
                    it.options(),
                    it.attributes(),
                    it.readAt()));
        }
        return new Thing(thing.id(), listings);
    }

    @Override
    public void leave(Access access, String address) {
        source.leave(access, address);
    }
}
