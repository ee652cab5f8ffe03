package dev.aisle.devshops;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The sample street: six shops on loopback, for the demo and for tests.
public final class Street implements AutoCloseable {

    private static final String USAGE = """
            usage: Street [--ports P1,P2,...] [--with-parent]

            Opens the shops harbor, kettle, lantern, mill, bazaar and grumpy on 127.0.0.1, on the ports given in that
            order; 0 or none takes a free one. Prints 'shop ready NAME URL' for each, then 'street ready', and serves
            until it is stopped; --with-parent also stops it when its standard input ends.
            """;
    private static final Pattern PORTS = Pattern.compile("\\d{1,5}(,\\d{1,5})*");
    private static final Duration STOCKED_BEFORE_OPENING = Duration.ofDays(1);

    private final List<ShopServer> shops = new ArrayList<>();

    private Street() {}

    /// A shop that is open.
    ///
    /// @param name `harbor`, `kettle`, `lantern`, `mill`, `bazaar` or `grumpy`
    /// @param origin `http://127.0.0.1:PORT`
    public record OpenShop(String name, String origin) {}

    /// Opens all shops. Ports are taken in the order of the shops; a missing one or 0 means a free port.
    public static Street open(List<Integer> ports, InstantSource time) throws IOException {
        var goods = Goods.read();
        var stocked = time.instant().minus(STOCKED_BEFORE_OPENING);
        Function<String, Shelf> shelf = name -> Shelf.read(name, goods, stocked);
        List<Shop> kinds = List.of(
                new HarborShop(shelf.apply("harbor"), time),
                new KettleShop(shelf.apply("kettle"), time),
                new LanternShop(shelf.apply("lantern")),
                new MillShop(shelf.apply("mill")),
                new BazaarShop(shelf.apply("bazaar")),
                new GrumpyShop(shelf.apply("grumpy"), time));
        if (ports.size() > kinds.size()) {
            throw new IllegalArgumentException(
                    "%d ports given, but the street has %d shops".formatted(ports.size(), kinds.size()));
        }
        var street = new Street();
        for (Shop shop : kinds) {
            int place = street.shops.size();
            street.shops.add(new ShopServer(shop, place < ports.size() ? ports.get(place) : 0, time));
        }
        return street;
    }

    public List<OpenShop> shops() {
        return shops.stream()
                .map(server -> new OpenShop(server.shop().name(), server.origin()))
                .toList();
    }

    @Override
    public void close() {
        shops.forEach(ShopServer::close);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Integer> ports = List.of();
        boolean withParent = false;
        for (int i = 0; i < arguments.length; i++) {
            boolean last = i + 1 == arguments.length;
            if (arguments[i].equals("--with-parent")) {
                withParent = true;
            } else if (arguments[i].equals("--ports")
                    && !last
                    && PORTS.matcher(arguments[i + 1]).matches()) {
                i++;
                ports = Arrays.stream(arguments[i].split(",", -1))
                        .map(Integer::valueOf)
                        .toList();
            } else {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        var street = open(ports, InstantSource.system());
        street.shops().forEach(shop -> System.out.println("shop ready " + shop.name() + " " + shop.origin()));
        System.out.println("street ready");
        if (!withParent) {
            Thread.currentThread().join();
        }
        while (System.in.read() >= 0) {
            // What the parent writes does not matter, only that it is there.
        }
        street.close();
        System.exit(0);
    }
}
