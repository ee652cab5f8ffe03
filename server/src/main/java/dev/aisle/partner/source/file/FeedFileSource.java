package dev.aisle.partner.source.file;

import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Body;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.http.Redirects;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// A product feed file at an address, read whole every day. The secret holds `url`, and `user` and `password` where
/// the
/// file needs them. A file without a usable row, or with under half of what the last one had, changes nothing.
public final class FeedFileSource implements Source {

    private static final Duration RETRY = Duration.ofMinutes(15);
    private static final String INVALID = "source_invalid";

    private final OutsideHttp http;
    private final ToLongFunction<MerchantId> shownNow;
    private final InstantSource time;

    /// @param shownNow how many listings a merchant's feed gives by now
    public FeedFileSource(OutsideHttp http, ToLongFunction<MerchantId> shownNow, InstantSource time) {
        this.http = http;
        this.shownNow = shownNow;
        this.time = time;
    }

    @Override
    public Platform platform() {
        return Platform.PRODUCT_FEED;
    }

    @Override
    public Duration betweenRuns() {
        return Duration.ofDays(1);
    }

    @Override
    public Checked check(Access access) {
        return switch (fetch(access)) {
            case Fetched.File file -> {
                FeedFile.Counts counts = read(file, access, ignored -> {}, ignored -> {});
                yield counts.listings() > 0
                        ? new Checked.Good(Optional.empty())
                        : new Checked.Bad(INVALID, "The file has no usable row.");
            }
            case Fetched.Refused refused -> new Checked.Bad(refused.code, refused.message);
        };
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        return switch (fetch(access)) {
            case Fetched.Refused refused
            when refused.code.equals("invalid_credentials") -> new Pulled.Lost(refused.code, refused.message);
            case Fetched.Refused refused -> new Pulled.Later(RETRY, refused.code, refused.message);
            case Fetched.File file -> pull(file, access, out);
        };
    }

    private Pulled pull(Fetched.File file, Access access, Consumer<List<Thing>> out) {
        AtomicReference<Optional<FeedFile.BadRow>> firstBad = new AtomicReference<>(Optional.empty());
        FeedFile.Counts counts =
                read(file, access, ignored -> {}, bad -> firstBad.compareAndSet(Optional.empty(), Optional.of(bad)));
        if (counts.listings() == 0 || !counts.complete()) {
            return new Pulled.Later(
                    RETRY,
                    INVALID,
                    counts.listings() == 0
                            ? "The file has no usable row." + words(firstBad.get())
                            : "The file breaks off.");
        }
        long before = shownNow.applyAsLong(access.merchant().id());
        if (counts.listings() * 2 < before) {
            return new Pulled.Later(
                    RETRY,
                    INVALID,
                    "The file has " + counts.listings() + " rows, under half of the " + before + " of the last one.");
        }
        read(
                file,
                access,
                batch -> out.accept(batch.stream().map(FeedFileSource::thing).toList()),
                ignored -> {});
        Optional<String> message = counts.badRows() == 0
                ? Optional.empty()
                : Optional.of(counts.badRows() + " rows could not be read." + words(firstBad.get()));
        return new Pulled.Part(List.of(), Optional.empty(), message, Duration.ZERO);
    }

    private static String words(Optional<FeedFile.BadRow> bad) {
        return bad.map(row -> " The first: row " + row.row() + ": " + row.reason() + ".")
                .orElse("");
    }

    private static Thing thing(RawListing raw) {
        return new Thing(raw.item(), List.of(raw));
    }

    private FeedFile.Counts read(
            Fetched.File file, Access access, Consumer<List<RawListing>> batches, Consumer<FeedFile.BadRow> badRows) {
        return FeedFile.read(
                new ByteArrayInputStream(file.body.bytes()), access.merchant().id(), time.instant(), batches, badRows);
    }

    private sealed interface Fetched {
        record File(Body body) implements Fetched {}

        record Refused(String code, String message) implements Fetched {}
    }

    private Fetched fetch(Access access) {
        Map<String, String> headers = access.secret()
                .find("user")
                .map(user -> Map.of(
                        "Authorization",
                        basic(user, access.secret().find("password").orElse(""))))
                .orElse(Map.of());
        return switch (Redirects.follow(http, URI.create(access.secret().get("url")), headers, BodyKind.FEED)) {
            case Answer.Got got when got.status() == 200 -> new Fetched.File(got.body());
            case Answer.Got got
            when got.status() == 401 || got.status() == 403 ->
                new Fetched.Refused("invalid_credentials", "The file asks for another user name or password.");
            case Answer.Got got -> new Fetched.Refused(INVALID, "The address answered " + got.status() + ".");
            case Answer.TooLarge large -> new Fetched.Refused(INVALID, large.reason());
            case Answer.Refused refused -> new Fetched.Refused("store_unreachable", refused.reason());
            case Answer.Unreachable gone -> new Fetched.Refused("store_unreachable", gone.reason());
        };
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
