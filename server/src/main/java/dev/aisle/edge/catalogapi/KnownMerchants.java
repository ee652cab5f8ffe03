package dev.aisle.edge.catalogapi;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.aisle.base.ids.Base62;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Merchants as filters name them: by id, or by domain in any spelling.
public final class KnownMerchants implements Known<MerchantId> {

    private static final int ID_LENGTH = 4;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Merchants merchants;
    private final Collection<String> allowed;
    private final LoadingCache<String, Optional<MerchantId>> found = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build(this::look);
    private final LoadingCache<String, List<String>> domains;

    /// Knows what the table holds.
    ///
    /// @param allowed the development allowlist, whose domains keep their ports
    public KnownMerchants(Merchants merchants, Collection<String> allowed) {
        this.merchants = merchants;
        this.allowed = List.copyOf(allowed);
        this.domains = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .build(all -> merchants.all().stream().map(Merchant::domain).toList());
    }

    @Override
    public Optional<MerchantId> find(String word) {
        return found.get(word);
    }

    @Override
    public List<String> nearest(String word) {
        return Nearest.of(word, domains.get("all"));
    }

    private Optional<MerchantId> look(String word) {
        if (word.length() == ID_LENGTH && Base62.isBase62(word)) {
            return merchants.find(new MerchantId(word)).map(Merchant::id);
        }
        return switch (Domain.parse(word, allowed)) {
            case Domain.Parsed.Good good ->
                merchants.findByDomain(good.domain().value()).map(Merchant::id);
            case Domain.Parsed.Refused ignored -> Optional.empty();
        };
    }
}
