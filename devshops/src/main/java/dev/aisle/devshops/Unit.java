package dev.aisle.devshops;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// One choice as one shop sells it: its own number, and a price and stock that a test may change at run time.
final class Unit {

    /// @param wasCents the crossed-out price, or 0
    record Standing(long cents, long wasCents, boolean inStock, boolean gone, Instant changed) {}

    private final String sku;
    private final Choice choice;
    private final long id;
    private final AtomicReference<Standing> standing;

    Unit(String sku, Choice choice, long id, Standing standing) {
        this.sku = sku;
        this.choice = choice;
        this.id = id;
        this.standing = new AtomicReference<>(standing);
    }

    String sku() {
        return sku;
    }

    Choice choice() {
        return choice;
    }

    /// A number unique in its shop.
    long id() {
        return id;
    }

    long cents() {
        return standing.get().cents();
    }

    long wasCents() {
        return standing.get().wasCents();
    }

    boolean inStock() {
        return standing.get().inStock();
    }

    boolean gone() {
        return standing.get().gone();
    }

    Instant changed() {
        return standing.get().changed();
    }

    void price(long cents, Instant now) {
        standing.updateAndGet(old -> new Standing(cents, old.wasCents(), old.inStock(), old.gone(), now));
    }

    void stock(boolean inStock, Instant now) {
        standing.updateAndGet(old -> new Standing(old.cents(), old.wasCents(), inStock, old.gone(), now));
    }

    void gone(boolean gone, Instant now) {
        standing.updateAndGet(old -> new Standing(old.cents(), old.wasCents(), old.inStock(), gone, now));
    }

    static String decimal(long cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }
}
