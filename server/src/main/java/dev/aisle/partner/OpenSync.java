package dev.aisle.partner;

import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.sync.SyncState;

/// A sync with all it takes to run it.
record OpenSync(SyncState sync, Source source, Access access) {

    String platform() {
        return sync.platform().slug();
    }
}
