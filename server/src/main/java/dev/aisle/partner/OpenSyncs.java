package dev.aisle.partner;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.Tokens;
import dev.aisle.partner.sync.SyncState;
import dev.aisle.partner.sync.Syncs;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Syncs with all it takes to run them; nothing where the connection was ended meanwhile.
final class OpenSyncs {

    private final Map<Platform, Source> sources;
    private final Merchants merchants;
    private final Credentials credentials;
    private final Syncs syncs;

    OpenSyncs(SourceSync.Tables tables, Map<Platform, Source> sources) {
        this.sources = Map.copyOf(sources);
        this.merchants = tables.merchants();
        this.credentials = tables.credentials();
        this.syncs = tables.syncs();
    }

    /// @param key of a job: `merchant/platform`
    Optional<OpenSync> byKey(String key) {
        int slash = key.indexOf('/');
        return Platform.ofSlug(key.substring(slash + 1))
                .flatMap(platform -> syncs.find(new MerchantId(key.substring(0, slash)), platform))
                .flatMap(this::of);
    }

    Optional<OpenSync> byHook(String hook) {
        return syncs.findByHook(hook).flatMap(this::of);
    }

    Optional<OpenSync> of(SyncState sync) {
        Optional<Merchant> merchant = merchants.find(sync.merchant());
        Optional<Secret> secret = credentials.find(sync.merchant(), sync.platform());
        Source source = sources.get(sync.platform());
        if (merchant.isEmpty() || secret.isEmpty() || source == null) {
            return Optional.empty();
        }
        Access access = new Access(
                merchant.get(),
                URI.create(sync.store()),
                sync.currency(),
                secret.get(),
                () -> credentials.find(sync.merchant(), sync.platform()).orElse(secret.get()),
                fresh -> credentials.change(sync.merchant(), sync.platform(), kept -> Tokens.renewed(kept, fresh)));
        return Optional.of(new OpenSync(sync, source, access));
    }
}
