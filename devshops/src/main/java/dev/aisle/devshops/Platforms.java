package dev.aisle.devshops;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The back offices of platforms on loopback, each with its own rules and a shelf of made-up goods, for tests of how
/// platforms are read. They can be told to misbehave: see [Faults].
public final class Platforms implements AutoCloseable {

    private static final Duration STOCKED_BEFORE_OPENING = Duration.ofDays(1);

    private final List<ShopServer> shops = new ArrayList<>();

    private Platforms() {}

    /// @param goods how many things each has on its shelf
    public static Platforms open(int goods, InstantSource time) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Instant stocked = time.instant().minus(STOCKED_BEFORE_OPENING);
        var platforms = new Platforms();
        for (Shop kind : List.of(
                new HarborShop(Shelf.stocked("harbor", goods, stocked), time),
                new KettleShop(Shelf.stocked("kettle", goods, stocked), time),
                new LoomShop(Shelf.stocked("loom", goods, stocked), time),
                new QuarryPim(Shelf.stocked("quarry", goods, stocked), time))) {
            platforms.shops.add(new ShopServer(kind, 0, time));
        }
        return platforms;
    }

    /// Where each is: a platform of ours, and `http://127.0.0.1:PORT`.
    public String origin(String platform) {
        String name = switch (platform) {
            case "shopify" -> "harbor";
            case "woocommerce" -> "kettle";
            case "magento" -> "loom";
            case "akeneo" -> "quarry";
            default -> platform;
        };
        return shops.stream()
                .filter(it -> it.shop().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no platform " + platform))
                .origin();
    }

    @Override
    public void close() {
        shops.forEach(ShopServer::close);
    }
}
