package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// What a test may ask of a shop behind its visitors' backs; none of it is linked or logged.
///
/// - `GET /__log`: the requests so far, `POST /__log` forgets them
/// - `GET /__goods`: the truth, one tab-separated line a unit: sku, family, choice, address, title, amount, currency,
///   stock, look (the choice without sizes: units of one family and one look are one product)
/// - `POST /__fault`: what the shop is to do wrong; see [Faults]
/// - `/__office/...`: what the shop's own back office offers
/// - `POST /__price?sku=&amount=`, `POST /__stock?sku=&in=true|false`, `POST /__gone?sku=` (`&back=true` undoes it)
final class Control {

    private final Shop shop;
    private final RequestLog log;
    private final Faults faults;
    private final InstantSource time;

    Control(Shop shop, RequestLog log, Faults faults, InstantSource time) {
        this.shop = shop;
        this.log = log;
        this.faults = faults;
        this.time = time;
    }

    Answer answer(Request request, String origin) throws InterruptedException {
        boolean post = request.method().equals("POST");
        String amount = request.query().getOrDefault("amount", "");
        return switch (request.path()) {
            case "/__log" -> post ? forget() : Answer.text(log.text());
            case "/__fault" -> {
                faults.arm(request);
                yield Answer.text("armed\n");
            }
            case "/__goods" -> Answer.text(goods(origin));
            case "/__price" -> change(request, unit -> unit.price(Shelf.cents(amount), time.instant()));
            case "/__stock" ->
                change(request, unit -> unit.stock(request.ask("in").equals(Optional.of("true")), time.instant()));
            case "/__gone" ->
                change(request, unit -> unit.gone(request.ask("back").isEmpty(), time.instant()));
            default -> request.path().startsWith("/__office/") ? shop.office(request) : Answer.missing();
        };
    }

    private Answer forget() {
        log.clear();
        return Answer.text("forgotten\n");
    }

    private Answer change(Request request, Consumer<Unit> change) {
        if (!request.method().equals("POST")) {
            return Answer.of(405, "text/plain", "Send a POST.\n");
        }
        var unit = request.ask("sku").flatMap(shop.shelf()::unit);
        if (unit.isEmpty()) {
            return Answer.of(404, "text/plain", "No such sku here; GET /__goods lists them.\n");
        }
        if (request.path().equals("/__price")
                && !request.query().getOrDefault("amount", "").matches("\\d{1,7}(\\.\\d{1,2})?")) {
            return Answer.of(400, "text/plain", "amount must look like 12.90.\n");
        }
        change.accept(unit.get());
        shop.changed(unit.get());
        return Answer.text("changed\n");
    }

    private String goods(String origin) {
        return shop.shelf().items().stream()
                .flatMap(item -> item.units().stream()
                        .map(unit -> String.join(
                                "\t",
                                unit.sku(),
                                item.family().key(),
                                unit.choice().words(),
                                origin + shop.address(item, unit),
                                item.title(),
                                Unit.decimal(unit.cents()),
                                shop.shelf().currency(),
                                unit.inStock() ? "in_stock" : "out_of_stock",
                                String.join(" / ", unit.choice().look().values()))))
                .collect(joining("\n", "", "\n"));
    }
}
