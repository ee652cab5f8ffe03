package dev.aisle.devshops;

/// A shop of the street: a shelf, and its own way to show it.
interface Shop {

    /// One lower-case word, unique on the street.
    String name();

    Shelf shelf();

    Answer answer(Request request) throws InterruptedException;

    /// The page of an item, from the root of the shop, as the shop's own pages link it.
    String address(Item item);

    /// The path below which its API speaks of this store.
    default String store() {
        return "";
    }

    /// Whether a request that changes something is meant for an address that takes such.
    default boolean takes(Request request) {
        return false;
    }

    /// A unit's price or stock was changed.
    default void changed(Unit unit) {}

    /// What a test asks of the shop's own back office, below `/__office/`.
    default Answer office(Request request) throws InterruptedException {
        return Answer.missing();
    }

    /// The page of one unit where it has one of its own; else the item's.
    default String address(Item item, Unit unit) {
        return address(item);
    }
}
