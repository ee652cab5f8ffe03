package dev.aisle.market.vendor;

import dev.aisle.base.ids.ApiKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The keys that work, in memory, so that telling who calls asks no database. Whoever changes keys has [#refresh]
/// called; a key that was made a moment ago is looked up, as long as not too many unknown ones come.
public final class VendorKeys implements Function<String, Optional<VendorId>> {

    /// Lookups of keys with a right checksum that nobody holds: anybody can make those up.
    private static final int MOST_LOOKUPS_A_SECOND = 20;

    private final Vendors vendors;
    private final InstantSource time;
    private final AtomicLong second = new AtomicLong();
    private final AtomicLong lookups = new AtomicLong();
    private volatile Map<ByteBuffer, Vendors.Held> held = Map.of();
    private volatile Map<VendorId, KeyTier> tiers = Map.of();

    public VendorKeys(Vendors vendors, InstantSource time) {
        this.vendors = vendors;
        this.time = time;
    }

    /// Reads the keys again; the new ones count, and the revoked ones do not, when this comes back.
    public void refresh() {
        tiers = vendors.otherTiers();
        held = vendors.held().stream()
                .collect(Collectors.toUnmodifiableMap(key -> ByteBuffer.wrap(key.hash()), key -> key));
    }

    /// How fast a vendor may call.
    public KeyTier tierOf(VendorId vendor) {
        return tiers.getOrDefault(vendor, KeyTier.DEFAULT);
    }

    /// Who holds the key.
    @Override
    public Optional<VendorId> apply(String keyText) {
        Optional<ApiKey> key = ApiKey.check(ApiKey.Kind.VENDOR, keyText);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Vendors.Held known = held.get(ByteBuffer.wrap(key.get().hash()));
        Instant now = time.instant();
        if (known != null) {
            return Optional.of(known).filter(it -> it.worksAt(now)).map(Vendors.Held::vendor);
        }
        return mayLookUp(now) ? vendors.find(keyText).map(Vendors.Caller::vendor) : Optional.empty();
    }

    private boolean mayLookUp(Instant now) {
        if (second.getAndSet(now.getEpochSecond()) != now.getEpochSecond()) {
            lookups.set(0);
        }
        return lookups.incrementAndGet() <= MOST_LOOKUPS_A_SECOND;
    }
}
