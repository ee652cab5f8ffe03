package planted.market.listing;

import java.time.Instant;

final class AsksTheClock {

    Instant now() {
        return Instant.now();
    }
}
