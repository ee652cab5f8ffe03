package dev.aisle.market.partner;

import java.util.Optional;

/// How a partner shows itself on the hosted page.
public record Branding(String name, Color color, Optional<Logo> logo) {

    /// Where a partner has named no color.
    public static final Color USUAL = new Color(0x1f4fbf);

    /// A picture of at most [#LARGEST] bytes.
    ///
    /// @param type its media type
    @SuppressWarnings("ArrayRecordComponent") // sent as it is, never compared
    public record Logo(String type, byte[] bytes) {

        /// The page's budget is 60 kB in all.
        public static final int LARGEST = 30_000;
    }
}
