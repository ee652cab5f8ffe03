package dev.aisle.market.click;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a vendor calls one of its own users: up to 128 letters, digits and `. _ @ -`. It stands in buy
/// links as `u`, and comes back in the vendor's reports.
public record UserId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._@-]{1,128}");

    public UserId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a user id: " + value);
        }
    }

    /// The id, where the text has the form of one.
    public static Optional<UserId> parse(String said) {
        return FORM.matcher(said).matches() ? Optional.of(new UserId(said)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
