package dev.aisle.market.ledger;

/// One party's money in one stage and currency. A network's balance is above zero, it owes us; a vendor's and our own
/// are below, they come out of that.
///
/// @param name of the network, or the vendor's id
public record Account(Party party, String name, Stage stage, String currency) {

    /// Whose it is.
    public enum Party {
        NETWORK,
        VENDOR,
        /// This installation's own part.
        HOUSE
    }

    private static final String OURS = "house";

    public static Account network(String name, Stage stage, String currency) {
        return new Account(Party.NETWORK, name, stage, currency);
    }

    public static Account vendor(String id, Stage stage, String currency) {
        return new Account(Party.VENDOR, id, stage, currency);
    }

    public static Account house(Stage stage, String currency) {
        return new Account(Party.HOUSE, OURS, stage, currency);
    }
}
