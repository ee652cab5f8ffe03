package dev.aisle.devshops;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A shop on software that nobody knows: it keeps its products in a file, tab-delimited as Google asks, behind a user
/// name and a password.
final class SatchelShop implements Shop {

    private static final String FILE = "/export/products.tsv";

    private static final String USER = "reader";
    private static final String PASSWORD = "p4ss word";

    private final Shelf shelf;

    SatchelShop(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "satchel";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String store() {
        return FILE;
    }

    @Override
    public String address(Item item) {
        return "/" + item.slug();
    }

    @Override
    public String address(Item item, Unit unit) {
        return item.open().isEmpty() ? address(item) : address(item) + "?v=" + unit.id();
    }

    @Override
    public Answer office(Request request) {
        return request.path().equals("/__office/key")
                ? Answer.text("user=" + USER + "&password=" + PASSWORD.replace(" ", "%20"))
                : Answer.missing();
    }

    @Override
    public Answer answer(Request request) {
        if (!request.path().equals(FILE)) {
            return shelf.items().stream().anyMatch(item -> request.path().equals(address(item)))
                    ? Answer.html("<!doctype html><title>A thing</title>")
                    : Answer.missing();
        }
        String pair = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return request.header("authorization").equals(Optional.of("Basic " + pair))
                ? Answer.of(200, "text/tab-separated-values; charset=utf-8", file(request))
                : Answer.of(401, "text/plain", "Log in.\n").with("WWW-Authenticate", "Basic realm=\"export\"");
    }

    private String file(Request request) {
        List<String> rows = new ArrayList<>();
        rows.add("id\ttitle\tdescription\tlink\timage_link\tprice\tavailability\tbrand\tgtin\titem_group_id\tsize");
        for (Item item : shelf.items()) {
            for (Unit unit : item.units()) {
                rows.add(String.join(
                        "\t",
                        unit.sku(),
                        item.title(),
                        item.family().description(),
                        request.origin() + address(item, unit),
                        request.origin() + item.image(),
                        Unit.decimal(unit.cents()) + " " + shelf.currency(),
                        unit.inStock() ? "in_stock" : "out_of_stock",
                        item.family().brand(),
                        unit.choice().gtin(),
                        item.open().isEmpty() ? "" : item.family().key(),
                        unit.choice().values().getOrDefault("Size", "")));
            }
        }
        return String.join("\n", rows) + "\n";
    }
}
