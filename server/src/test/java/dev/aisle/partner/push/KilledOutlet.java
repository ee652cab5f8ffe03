package dev.aisle.partner.push;

import dev.aisle.market.merchant.Platform;
import java.util.ArrayList;
import java.util.List;

/// Dies in the second part, after the outlet took it.
class KilledOutlet implements Outlet {

    static final int PART = 5;

    private final Outlet outlet;
    final List<String> told;
    private final int lastCall;
    private int calls;

    KilledOutlet(Outlet outlet) {
        this(outlet, new ArrayList<>(), 2);
    }

    KilledOutlet(Outlet outlet, List<String> told, int lastCall) {
        this.outlet = outlet;
        this.told = told;
        this.lastCall = lastCall;
    }

    @Override
    public Platform platform() {
        return outlet.platform();
    }

    @Override
    public List<Entry> entries() {
        return outlet.entries();
    }

    @Override
    public List<String> place() {
        return outlet.place();
    }

    @Override
    public Tried open(Account account) {
        return outlet.open(account);
    }

    @Override
    public int mostAtOnce() {
        return PART;
    }

    @Override
    public Told tell(Account account, List<Change> changes) {
        Told answer = outlet.tell(account, changes);
        changes.forEach(it -> told.add(it.id()));
        if (++calls == lastCall) {
            throw new IllegalStateException("killed");
        }
        return answer;
    }
}
