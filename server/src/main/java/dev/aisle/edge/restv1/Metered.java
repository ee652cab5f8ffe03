package dev.aisle.edge.restv1;

import dev.aisle.edge.wire.RateLimits;
import dev.aisle.market.vendor.Credits;
import dev.aisle.market.vendor.VendorId;
import java.util.Optional;
import java.util.function.Function;

/// A call that costs a credit if it is answered.
record Metered(Credits credits, Function<Call, Object> handler) implements Function<Call, Object> {

    /// The handler itself where the installation counts no credits.
    static Function<Call, Object> of(Optional<Credits> credits, Function<Call, Object> handler) {
        return credits.<Function<Call, Object>>map(it -> new Metered(it, handler))
                .orElse(handler);
    }

    @Override
    public Object apply(Call call) {
        VendorId vendor = call.caller().vendor();
        if (!RateLimits.outside(() -> credits.spend(vendor))) {
            throw Rejected.of(402, "You have used all of your free credits. Add a payment method to continue.");
        }
        boolean answered = false;
        try {
            Object answer = handler.apply(call);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                credits.giveBack(vendor);
            }
        }
    }
}
