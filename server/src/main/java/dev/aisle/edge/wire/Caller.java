package dev.aisle.edge.wire;

import dev.aisle.market.vendor.VendorId;

/// Who asks, as far as it matters: which limit applies, and who earns from the links in the answer.
///
/// @param account what the limit is counted on: the vendor, or where an anonymous call comes from
/// @param keyRefused whether a key was sent that does not work, so that the answer can say why it is anonymous
public record Caller(Tier tier, VendorId vendor, String account, boolean keyRefused) {

    /// With a working key or without.
    public enum Tier {
        TOKEN("token"),
        ANONYMOUS("anonymous");

        private final String word;

        Tier(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
