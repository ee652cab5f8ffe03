package dev.aisle.partner;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.feed.FeedStatus;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.partner.push.Outlet;
import dev.aisle.partner.push.PushRun;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.sync.SyncState;
import dev.aisle.partner.sync.Syncs;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The path of a source's connection: credentials tried, sealed, the connection active and its sync due; and back out
/// again, from either side.
public final class Connecting {

    /// What came of it.
    public sealed interface Outcome {

        record Connected() implements Outcome {}

        /// A code of the contract's list, and why.
        record Refused(String code, String message) implements Outcome {}
    }

    /// A reason for the page alone: the account before has to be left first, so that nothing stays there.
    private static final String OTHER_ACCOUNT = "other_account";

    /// The kind of the job that ends what was left lying; its keys are sessions.
    public static final String GIVE_UP = "connect_give_up";

    private final Db db;
    private final ConnectSessions sessions;
    private final Jobs jobs;
    private final Map<Platform, Source> sources;
    private final Connections connections;
    private final Feeds feeds;
    private final PushRun pushes;
    private final Credentials credentials;
    private final Syncs syncs;
    private final SourceSync sync;
    private final UnaryOperator<String> hookAddress;
    private final InstantSource time;

    /// @param hookAddress the public address of a hook, `platform/secret`
    public Connecting(
            Db db,
            ConnectSessions sessions,
            Jobs jobs,
            SourceSync.Tables tables,
            Map<Platform, Source> sources,
            SourceSync sync,
            Feeds feeds,
            PushRun pushes,
            UnaryOperator<String> hookAddress,
            InstantSource time) {
        this.db = db;
        this.sessions = sessions;
        this.jobs = jobs;
        this.sources = Map.copyOf(sources);
        this.connections = tables.connections();
        this.credentials = tables.credentials();
        this.syncs = tables.syncs();
        this.sync = sync;
        this.feeds = feeds;
        this.pushes = pushes;
        this.hookAddress = hookAddress;
        this.time = time;
    }

    public boolean supports(Platform platform) {
        return platform.direction() == Platform.Direction.DESTINATION || sources.containsKey(platform);
    }

    /// How a merchant's feed for a destination stands; nothing where there is none.
    public Optional<FeedStatus> feed(MerchantId merchant, Platform destination) {
        return feeds.status(merchant).stream()
                .filter(it -> it.platform() == destination)
                .findFirst();
    }

    /// Begins a feed; its connection is active from now on.
    public void openFeed(MerchantId merchant, Platform destination) {
        db.transact(() -> {
            connections.begin(merchant, destination);
            connections.activate(merchant, destination);
            pushes.close(merchant, destination);
            feeds.open(merchant, destination);
        });
    }

    /// What a destination has to be given to be told of items by its own interface; nothing where it has none.
    public List<Outlet.Entry> outletEntries(Platform destination) {
        return pushes.outlet(destination).map(Outlet::entries).orElse(List.of());
    }

    /// Whether the destination is told of items by its own interface.
    public boolean isTold(MerchantId merchant, Platform destination) {
        return pushes.isOpen(merchant, destination);
    }

    /// Tries credentials for a destination's own interface; where they are good, items are told there from
    /// now on, and no file is kept for it.
    ///
    /// @param said what was entered, by the names of the entries
    public Outcome connectOutlet(Merchant merchant, Platform destination, Map<String, String> said) {
        Outlet outlet = pushes.outlet(destination)
                .orElseThrow(() -> new IllegalStateException("nothing is told to " + destination));
        Map<String, String> values = new HashMap<>();
        for (Outlet.Entry entry : outlet.entries()) {
            String value = said.getOrDefault(entry.name(), "").strip();
            values.put(entry.name(), value.isEmpty() ? entry.fallback() : value);
        }
        return switch (outlet.open(new Outlet.Account(merchant.id(), new Secret(values), ignored -> {}))) {
            case Outlet.Tried.Shut shut -> new Outcome.Refused(shut.code(), shut.message());
            case Outlet.Tried.Open open ->
                db.inTransaction(() -> {
                    if (!pushes.open(merchant.id(), destination, open.secret())) {
                        return new Outcome.Refused(OTHER_ACCOUNT, "Products are still in another account.");
                    }
                    feeds.close(merchant.id(), destination);
                    connections.begin(merchant.id(), destination);
                    connections.activate(merchant.id(), destination);
                    return new Outcome.Connected();
                });
        };
    }

    /// The merchant says that the destination knows the feed's address.
    public void confirmFeed(MerchantId merchant, Platform destination) {
        feeds.confirm(merchant, destination);
    }

    /// Whether access to that platform is in place.
    public boolean isActive(MerchantId merchant, Platform platform) {
        return connections.status(merchant, platform) == Connection.Status.ACTIVE;
    }

    /// The merchant began.
    public void begin(MerchantId merchant, Platform platform) {
        connections.begin(merchant, platform);
    }

    /// A session that is left lying gives up what it began.
    public void giveUpLater(String session) {
        jobs.put(GIVE_UP, session, time.instant().plus(ConnectSession.LIFETIME));
    }

    /// Ends a session that was left lying; the job of the kind [#GIVE_UP].
    public Job.Next giveUp(String session) {
        sessions.findById(session)
                .filter(it -> sessions.finish(session, ConnectSession.Ending.EXPIRED))
                .ifPresent(it -> it.platform().ifPresent(platform -> connections.giveUp(it.merchant(), platform)));
        return new Job.Next.Done();
    }

    /// The merchant turned back.
    public void giveUp(MerchantId merchant, Platform platform) {
        connections.giveUp(merchant, platform);
    }

    /// Tries the credentials, and connects where they are good. Safe to repeat.
    ///
    /// @param said the store's currency, where it came with the credentials
    public Outcome connect(Merchant merchant, Platform platform, URI store, Secret secret, Optional<String> said) {
        Source source = source(platform);
        if (syncs.isTaken(merchant.id(), platform, store.toString())) {
            return new Outcome.Refused("already_connected", "This store is connected to another merchant.");
        }
        Access access = new Access(merchant, store, said, secret);
        return switch (source.check(access)) {
            case Source.Checked.Bad bad -> new Outcome.Refused(bad.code(), bad.message());
            case Source.Checked.Good good -> {
                settle(access, platform, good.currency().or(() -> said), source);
                yield new Outcome.Connected();
            }
        };
    }

    /// A store that is connected anew keeps the address that it calls, and what it signs with where nothing else is
    /// said: a person may have entered them there.
    private void settle(Access access, Platform platform, Optional<String> currency, Source source) {
        MerchantId merchant = access.merchant().id();
        Optional<SyncState> before = syncs.find(merchant, platform)
                .filter(it -> it.store().equals(access.store().toString()));
        String hook = before.flatMap(SyncState::hook).orElseGet(SecretToken::make);
        Secret secret = access.secret().find(Source.SIGNS_WITH).isPresent()
                ? access.secret()
                : before.flatMap(it -> credentials.find(merchant, platform))
                        .flatMap(it -> it.find(Source.SIGNS_WITH))
                        .map(it -> access.secret().with(Source.SIGNS_WITH, it))
                        .orElse(access.secret());
        db.transact(() -> {
            credentials.put(merchant, platform, secret);
            syncs.put(merchant, platform, access.store().toString(), currency, hook);
            connections.begin(merchant, platform);
            connections.activate(merchant, platform);
            sync.due(merchant, platform);
        });
        source.listen(access, address(platform, hook));
    }

    /// The address that a connected platform calls; nothing where it is not connected.
    public Optional<String> calledAt(MerchantId merchant, Platform platform) {
        return syncs.find(merchant, platform).flatMap(SyncState::hook).map(it -> address(platform, it));
    }

    /// From now on calls signed with that are the platform's.
    public void believe(MerchantId merchant, Platform platform, String signsWith) {
        credentials.change(merchant, platform, it -> it.with(Source.SIGNS_WITH, signsWith));
        syncs.unheard(merchant, platform);
    }

    private String address(Platform platform, String hook) {
        return hookAddress.apply(platform.slug() + "/" + hook);
    }

    /// Ends a connection, for the merchant; false where there was none.
    public boolean disconnect(Merchant merchant, Platform platform) {
        if (platform.direction() == Platform.Direction.DESTINATION) {
            return db.inTransaction(() -> {
                feeds.close(merchant.id(), platform);
                pushes.close(merchant.id(), platform);
                return connections.end(merchant.id(), platform);
            });
        }
        Optional<SyncState> state = syncs.find(merchant.id(), platform);
        Optional<Secret> secret = credentials.find(merchant.id(), platform);
        boolean ended = sync.forget(merchant.id(), platform);
        if (ended && state.isPresent() && secret.isPresent()) {
            source(platform)
                    .leave(
                            new Access(
                                    merchant,
                                    URI.create(state.get().store()),
                                    state.get().currency(),
                                    secret.get()),
                            state.get().hook().map(it -> address(platform, it)).orElse(""));
        }
        return ended;
    }

    /// The platform says that it ended the connection: that is so where its credentials are refused by now.
    public void check(Merchant merchant, Platform platform) {
        Optional<SyncState> state = syncs.find(merchant.id(), platform);
        Optional<Secret> secret = credentials.find(merchant.id(), platform);
        if (state.isEmpty() || secret.isEmpty()) {
            return;
        }
        Access access = new Access(
                merchant, URI.create(state.get().store()), state.get().currency(), secret.get());
        if (source(platform).check(access) instanceof Source.Checked.Bad bad
                && bad.code().equals("invalid_credentials")) {
            sync.forget(merchant.id(), platform);
        }
    }

    private Source source(Platform platform) {
        return Optional.ofNullable(sources.get(platform))
                .orElseThrow(() -> new IllegalStateException("no source reads " + platform));
    }
}
