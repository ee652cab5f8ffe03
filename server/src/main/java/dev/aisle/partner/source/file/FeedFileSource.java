package dev.aisle.partner.source.file;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.base.http.Answer;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.http.Redirects;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A product feed file, at an address or uploaded, read whole every day. The secret holds `url`, and `user` and
/// `password` where the file needs them, or `upload`; and what the merchant chose of its columns.
///
/// A file of any size goes through the data folder and is read in pages, so that memory does not grow with it and a
/// run goes on where it was. The first one is read while it still comes. A later one without a usable row, or with
/// under half of what the last one had, changes nothing.
public final class FeedFileSource implements Source {

    private static final Duration RETRY = Duration.ofMinutes(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String INVALID = "source_invalid";
    private static final String GONE = "The uploaded file is not there any more. Upload it again.";

    /// For a file that is still coming, between two signs of life.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_OPEN = 256;
    private static final Duration LEFT_ALONE = Duration.ofMinutes(30);

    private final OutsideHttp http;
    private final FeedFolder folder;
    private final ToLongFunction<MerchantId> shownNow;
    private final InstantSource time;
    private final Cache<MerchantId, Open> open = Caffeine.newBuilder()
            .maximumSize(MOST_OPEN)
            .expireAfterAccess(LEFT_ALONE)
            .<MerchantId, Open>removalListener((merchant, left, cause) -> closed(left))
            .build();

    /// A run that goes on in this process.
    ///
    /// @param arrival absent for an upload
    private record Open(String stamp, Optional<Arrival> arrival, Optional<Reading> reading) {}

    /// @param shownNow how many listings a merchant's feed gives by now
    public FeedFileSource(
            OutsideHttp http, FeedFolder folder, ToLongFunction<MerchantId> shownNow, InstantSource time) {
        this.http = http;
        this.folder = folder;
        this.shownNow = shownNow;
        this.time = time;
    }

    private static void closed(@Nullable Open left) {
        if (left != null && left.reading.isPresent()) {
            try {
                left.reading.get().close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    @Override
    public Platform platform() {
        return Platform.PRODUCT_FEED;
    }

    @Override
    public Duration betweenRuns() {
        return Duration.ofDays(1);
    }

    /// What came of a look at a file.
    public sealed interface Looked {

        record Good(FeedLook look) implements Looked {}

        /// A code of the contract's list.
        record Bad(String code) implements Looked {}
    }

    /// What the first rows of the file show of its columns.
    public Looked look(Secret secret) {
        return switch (begin(secret)) {
            case Begun.Refused refused -> new Looked.Bad(refused.code);
            case Begun.File file -> {
                FeedLook look = FeedLook.at(file.start);
                yield look.columns().isEmpty() ? new Looked.Bad(INVALID) : new Looked.Good(look);
            }
        };
    }

    /// Looks for a usable row among the first ones.
    @Override
    public Checked check(Access access) {
        return switch (begin(access.secret())) {
            case Begun.Refused refused -> new Checked.Bad(refused.code, refused.message);
            case Begun.File file -> {
                Reading.Page first = first(file.start, access);
                yield first.things().isEmpty()
                        ? new Checked.Bad(INVALID, "The file has no usable row.")
                        : new Checked.Good(Optional.empty());
            }
        };
    }

    private Reading.Page first(InputStream start, Access access) {
        try (Reading reading = reading("", start, access)) {
            return reading.page();
        } catch (IOException broken) {
            return new Reading.Page(List.of(), List.of(), Optional.empty());
        }
    }

    private sealed interface Begun {
        record File(InputStream start) implements Begun {}

        record Refused(String code, String message) implements Begun {}
    }

    private Begun begin(Secret secret) {
        Optional<String> upload = secret.find("upload");
        if (upload.isPresent()) {
            try {
                return new Begun.File(Files.newInputStream(folder.uploaded(upload.get())));
            } catch (IOException gone) {
                return new Begun.Refused(INVALID, GONE);
            }
        }
        URI url = URI.create(secret.get("url"));
        return switch (Redirects.follow(http, url, headers(secret), BodyKind.FEED_START)) {
            case Answer.Got got
            when got.status() == 200 ->
                new Begun.File(new ByteArrayInputStream(got.body().bytes()));
            case Answer.Got got
            when got.status() == 401 || got.status() == 403 ->
                new Begun.Refused("invalid_credentials", "The file asks for another user name or password.");
            case Answer.Got got -> new Begun.Refused(INVALID, "The address answered " + got.status() + ".");
            case Answer.TooLarge large -> new Begun.Refused(INVALID, large.reason());
            case Answer.Refused refused -> new Begun.Refused("store_unreachable", refused.reason());
            case Answer.Unreachable gone -> new Begun.Refused("store_unreachable", gone.reason());
        };
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        MerchantId merchant = access.merchant().id();
        Optional<FeedPlace> at = place.flatMap(FeedPlace::parse);
        try {
            return access.secret().find("upload").isPresent()
                    ? uploaded(access, merchant, at)
                    : fetched(access, merchant, at);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Pulled.Later(SOON, "platform_error", "The run was stopped. It goes on by itself.");
        } catch (IOException broken) {
            Optional<Arrival.End> end = end(merchant).flatMap(Arrival::end);
            if (end.isPresent() && end.get() instanceof Arrival.End.Failed) {
                return failed(end); // what came of it is gone on with
            }
            folder.forget(merchant);
            return new Pulled.Later(RETRY, INVALID, "The file cannot be read: " + broken.getMessage() + ".");
        }
    }

    /// Ends what this process does with a merchant's file; what was on its way, is not any more.
    private Optional<Arrival> end(MerchantId merchant) {
        Optional<Arrival> arrival =
                Optional.ofNullable(open.getIfPresent(merchant)).flatMap(Open::arrival);
        open.invalidate(merchant);
        arrival.ifPresent(Arrival::stop);
        return arrival;
    }

    private Pulled uploaded(Access access, MerchantId merchant, Optional<FeedPlace> at) throws IOException {
        String name = access.secret().get("upload");
        Optional<FeedPlace> here = at.filter(it -> it.stamp().equals(name));
        Optional<Reading> known = goesOn(merchant, here);
        if (known.isPresent()) {
            return page(merchant, known.get(), Optional.empty());
        }
        if (!Files.isRegularFile(folder.uploaded(name))) {
            return new Pulled.Later(RETRY, INVALID, GONE);
        }
        if (here.isEmpty()) {
            folder.keepOnly(merchant, name);
            Optional<Pulled> refused = refused(access, () -> Files.newInputStream(folder.uploaded(name)));
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        Reading reading = reading(name, Files.newInputStream(folder.uploaded(name)), access);
        return begun(merchant, reading, here, Optional.empty());
    }

    private Pulled fetched(Access access, MerchantId merchant, Optional<FeedPlace> at)
            throws IOException, InterruptedException {
        Optional<Reading> known = goesOn(merchant, at);
        Open before = open.getIfPresent(merchant);
        if (known.isPresent() && before != null) {
            return page(merchant, known.get(), before.arrival);
        }
        boolean waits =
                at.isPresent() && before != null && before.stamp.equals(at.get().stamp());
        Arrival arrival = waits && before != null && before.arrival.isPresent()
                ? before.arrival.get()
                : Arrival.of(
                        http,
                        folder,
                        merchant,
                        URI.create(access.secret().get("url")),
                        headers(access.secret()),
                        at.map(FeedPlace::stamp));
        Optional<String> stamp = arrival.stamp();
        if (stamp.isEmpty()) {
            return failed(arrival.end());
        }
        Optional<FeedPlace> here = at.filter(it -> it.stamp().equals(stamp.get()));
        boolean untouched = here.map(it -> it.row() == 0).orElse(true);
        if (untouched && shownNow.applyAsLong(merchant) > 0) {
            Optional<Arrival.End> end = arrival.await(PATIENCE);
            if (end.isEmpty()) {
                open.put(merchant, new Open(stamp.get(), Optional.of(arrival), Optional.empty()));
                return new Pulled.Part(List.of(), Optional.of(new FeedPlace(stamp.get(), 0, 0).text()));
            }
            if (end.get() instanceof Arrival.End.Failed) {
                open.invalidate(merchant);
                return failed(end);
            }
            Optional<Pulled> refused = refused(access, arrival::open);
            if (refused.isPresent()) {
                open.invalidate(merchant);
                folder.forget(merchant);
                return refused.get();
            }
        }
        return begun(merchant, reading(stamp.get(), arrival.open(), access), here, Optional.of(arrival));
    }

    /// The reading of this process that stands there.
    private Optional<Reading> goesOn(MerchantId merchant, Optional<FeedPlace> at) {
        return Optional.ofNullable(open.getIfPresent(merchant))
                .flatMap(Open::reading)
                .filter(it -> at.isPresent() && it.place().equals(at.get()));
    }

    private Pulled begun(MerchantId merchant, Reading reading, Optional<FeedPlace> here, Optional<Arrival> arrival)
            throws IOException {
        open.put(merchant, new Open(reading.place().stamp(), arrival, Optional.of(reading)));
        if (here.isPresent()) {
            reading.skipTo(here.get());
        }
        return page(merchant, reading, arrival);
    }

    private Pulled page(MerchantId merchant, Reading reading, Optional<Arrival> arrival) throws IOException {
        Reading.Page page = reading.page();
        if (page.end().isEmpty()) {
            return new Pulled.Part(
                    page.things(),
                    Optional.of(reading.place().text()),
                    Optional.empty(),
                    Duration.ZERO,
                    page.badRows());
        }
        end(merchant);
        boolean cameWhole = arrival.flatMap(Arrival::end)
                .map(it -> it instanceof Arrival.End.Whole)
                .orElse(true);
        if (!cameWhole) {
            return failed(arrival.flatMap(Arrival::end));
        }
        if (arrival.isPresent()) {
            folder.forget(merchant);
        }
        if (reading.listings() == 0) {
            return new Pulled.Later(RETRY, INVALID, "The file has no usable row." + reading.first());
        }
        if (!page.end().get().isWhole()) {
            return new Pulled.Later(RETRY, INVALID, "The file breaks off." + reading.first());
        }
        return new Pulled.Part(page.things(), Optional.empty(), reading.trouble(), Duration.ZERO, page.badRows());
    }

    /// Opens a file anew.
    private interface Opener {
        InputStream open() throws IOException;
    }

    /// Why a file that is there whole should change nothing, where it should not: it is read until that is known.
    private Optional<Pulled> refused(Access access, Opener file) throws IOException {
        long before = shownNow.applyAsLong(access.merchant().id());
        long needed = (before + 1) / 2;
        try (Reading reading = reading("", file.open(), access)) {
            Reading.Page page = new Reading.Page(List.of(), List.of(), Optional.empty());
            while (page.end().isEmpty() && reading.listings() < needed) {
                page = reading.page();
            }
            if (page.end().isEmpty() || reading.listings() >= needed) {
                return Optional.empty();
            }
            String why = page.end().get().isWhole() ? "" : " The file breaks off.";
            return Optional.of(new Pulled.Later(
                    RETRY,
                    INVALID,
                    reading.listings() == 0
                            ? "The file has no usable row." + why + reading.first()
                            : "The file has " + reading.listings() + " rows, under half of the " + before
                                    + " of the last one." + why));
        }
    }

    private Reading reading(String stamp, InputStream file, Access access) throws IOException {
        return new Reading(
                stamp,
                FeedFile.open(file, ColumnChoice.of(access.secret())),
                new FeedItems(access.merchant().id(), time.instant()));
    }

    private static Pulled failed(Optional<Arrival.End> end) {
        return end.orElseThrow() instanceof Arrival.End.Failed failed
                ? failed.code().equals("invalid_credentials")
                        ? new Pulled.Lost(failed.code(), failed.message())
                        : new Pulled.Later(RETRY, failed.code(), failed.message())
                : new Pulled.Later(RETRY, INVALID, "The file is empty.");
    }

    private static Map<String, String> headers(Secret secret) {
        return secret.find("user")
                .map(user -> Map.of(
                        "Authorization", basic(user, secret.find("password").orElse(""))))
                .orElse(Map.of());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /// What was kept of the file goes with the connection.
    @Override
    public void leave(Access access, String address) {
        MerchantId merchant = access.merchant().id();
        end(merchant);
        folder.forget(merchant);
        access.secret().find("upload").ifPresent(folder::drop);
    }
}
