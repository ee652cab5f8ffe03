package dev.aisle.market.vendor;

import java.util.regex.Pattern;

/// Who earns from a buy link: up to 32 letters, digits and underscores, so that it can stand in a link between
/// dashes.
public record VendorId(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z_]{1,32}");

    /// The vendor of everybody who asks without a valid key.
    public static final VendorId PUBLIC = new VendorId("public_ucp");

    public VendorId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a vendor id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
