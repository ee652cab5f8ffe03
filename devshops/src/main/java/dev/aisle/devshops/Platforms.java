package dev.aisle.devshops;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The back offices of platforms on loopback, each with its own rules and a shelf of made-up goods, for tests of how
/// platforms are read, and of how outlets are told. They can be told to misbehave: see [Faults].
public final class Platforms implements AutoCloseable {

    private static final Duration STOCKED_BEFORE_OPENING = Duration.ofDays(1);

    private final ShopServer server;

    private Platforms(ShopServer server) {
        this.server = server;
    }

    /// Opens one of them on a free port.
    ///
    /// @param platform a platform's name, such as `shopify`
    /// @param goods how many things it has on its shelf
    public static Platforms open(String platform, int goods, InstantSource time) throws IOException {
        Instant stocked = time.instant().minus(STOCKED_BEFORE_OPENING);
        Shop shop = shop(platform, Shelf.stocked(platform, goods, stocked), time);
        return new Platforms(new ShopServer(shop, 0, time));
    }

    private static Shop shop(String platform, Shelf shelf, InstantSource time) {
        return switch (platform) {
            case "shopify" -> new HarborShop(shelf, time);
            case "woocommerce" -> new KettleShop(shelf, time);
            case "magento" -> new LoomShop(shelf, time);
            case "akeneo" -> new QuarryPim(shelf, time);
            case "bigcommerce" -> new GranaryShop(shelf, time);
            case "product_feed" -> new SatchelShop(shelf);
            case "google" -> new BeaconOutlet(shelf, time);
            case "microsoft" -> new PennantOutlet(shelf, time);
            default -> throw new IllegalArgumentException("no platform " + platform);
        };
    }

    /// Where it is: `http://127.0.0.1:PORT`.
    public String origin() {
        return server.origin();
    }

    /// Where its API takes calls for this store; most do so at their own address.
    public String store() {
        return server.origin() + server.shop().store();
    }

    @Override
    public void close() {
        server.close();
    }

    /// Opens platforms given as `NAME:PORT:GOODS`, prints `platform ready NAME STORE` for each, then
    /// `platforms ready`, and serves until its standard input ends.
    public static void main(String[] arguments) throws IOException {
        for (String argument : arguments) {
            String[] parts = argument.split(":", -1);
            Shelf shelf = Shelf.stocked(
                    parts[0],
                    Integer.parseInt(parts[2]),
                    InstantSource.system().instant().minus(STOCKED_BEFORE_OPENING));
            var server = new ShopServer(
                    shop(parts[0], shelf, InstantSource.system()), Integer.parseInt(parts[1]), InstantSource.system());
            System.out.println("platform ready " + parts[0] + " " + server.origin()
                    + server.shop().store());
        }
        System.out.println("platforms ready");
        while (System.in.read() >= 0) {
            // What the parent writes does not matter, only that it is there.
        }
        System.exit(0);
    }
}
