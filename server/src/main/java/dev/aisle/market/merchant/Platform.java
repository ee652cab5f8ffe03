package dev.aisle.market.merchant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Software a connection talks to: a source that listings come from, or a destination that feeds go to. The order is
/// the order in which connections are listed; those of the contract stand in its order.
public enum Platform {
    WEB_CRAWL("web_crawl", "Web crawl", Direction.SOURCE, false),
    SHOPIFY("shopify", "Shopify", Direction.SOURCE, true),
    WOOCOMMERCE("woocommerce", "WooCommerce", Direction.SOURCE, true),
    MAGENTO("magento", "Adobe Commerce (Magento)", Direction.SOURCE, true),
    AKENEO("akeneo", "Akeneo", Direction.SOURCE, true),
    PRODUCT_FEED("product_feed", "Product feed", Direction.SOURCE, true),
    BIGCOMMERCE("bigcommerce", "BigCommerce", Direction.SOURCE, true),
    OPENAI("openai", "OpenAI", Direction.DESTINATION, true),
    GOOGLE("google", "Google Merchant Center", Direction.DESTINATION, true),
    MICROSOFT("microsoft", "Microsoft Merchant Center", Direction.DESTINATION, true);

    /// Whether listings come from a platform or go to it.
    public enum Direction {
        SOURCE,
        DESTINATION
    }

    private static final Map<String, Platform> BY_SLUG =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Platform::slug, it -> it));

    private final String slug;
    private final String displayName;
    private final Direction direction;
    private final boolean connectable;

    Platform(String slug, String displayName, Direction direction, boolean connectable) {
        this.slug = slug;
        this.displayName = displayName;
        this.direction = direction;
        this.connectable = connectable;
    }

    public static Optional<Platform> ofSlug(String slug) {
        return Optional.ofNullable(BY_SLUG.get(slug));
    }

    public static List<Platform> all(Direction direction) {
        return Arrays.stream(values()).filter(it -> it.direction == direction).toList();
    }

    public String slug() {
        return slug;
    }

    public String displayName() {
        return displayName;
    }

    public Direction direction() {
        return direction;
    }

    /// Whether a merchant can connect it by hand on the hosted page.
    public boolean connectable() {
        return connectable;
    }

    /// Whether it is one that the contract does not name. Partners that know the contract only are not
    /// bothered with it: it is listed once the merchant has begun with it.
    public boolean isExtension() {
        return this == BIGCOMMERCE;
    }

    /// Which source is believed where two speak of the same field: a connected platform, then a product
    /// feed, then the crawl.
    public int precedence() {
        return switch (this) {
            case WEB_CRAWL -> 1;
            case PRODUCT_FEED -> 2;
            default -> 3;
        };
    }
}
