package dev.aisle.edge.partnerapi;

import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.partner.Onboarding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// Create merchant and List merchants.
final class MerchantRoutes {

    @JsonNaming(SnakeCaseStrategy.class)
    record Created(
            String customerId, boolean created, @Nullable String name) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Listed(List<Item> items, long total, long page, long size, long pages) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Item(
            String customerId,
            @Nullable String name,
            @Nullable String logoUrl,
            String domain,
            Instant createdAt) {}

    private static final int LONGEST_NAME = 200;
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 100;

    private final Onboarding onboarding;
    private final Merchants merchants;
    private final List<String> allowedHosts;
    private final List<String> testDomains;

    MerchantRoutes(Onboarding onboarding, Merchants merchants, List<String> allowedHosts) {
        this.onboarding = onboarding;
        this.merchants = merchants;
        this.allowedHosts = List.copyOf(allowedHosts);
        this.testDomains =
                allowedHosts.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    }

    Created create(Call call) {
        JsonNode body = Faults.object(call.body());
        Faults faults = new Faults();
        Optional<Domain> domain = faults.requiredText(
                        body, "domain", "send the merchant's storefront domain, such as 'shop.example.com'.")
                .flatMap(said -> domain(said, call.caller().live(), faults));
        Optional<String> name = faults.optionalText(body, "name", LONGEST_NAME);
        faults.check();
        Merchants.FoundOrAdded outcome = onboarding.provision(call.caller().partner(), domain.orElseThrow(), name);
        return new Created(
                outcome.merchant().id().value(),
                outcome.added(),
                outcome.merchant().name().orElse(null));
    }

    Listed list(Call call) {
        Faults faults = new Faults();
        long page = faults.number(call.query(), "page", 1, 1, OptionalLong.empty());
        long size = faults.number(call.query(), "size", DEFAULT_SIZE, 1, OptionalLong.of(LARGEST_SIZE));
        faults.check();
        Merchants.Page found = merchants.list(
                call.caller().partner(),
                call.caller().live() ? Optional.empty() : Optional.of(testDomains),
                page,
                Math.toIntExact(size));
        return new Listed(
                found.merchants().stream().map(MerchantRoutes::item).toList(),
                found.total(),
                page,
                size,
                Math.ceilDiv(found.total(), size));
    }

    private Optional<Domain> domain(String said, boolean live, Faults faults) {
        return switch (Domain.parse(said, allowedHosts)) {
            case Domain.Parsed.Good good when live || isAllowedHost(good.domain()) -> Optional.of(good.domain());
            case Domain.Parsed.Good good -> {
                refuse(
                        faults,
                        "'" + good.domain().value() + "' cannot be provisioned with a test key, which reaches only the"
                                + " development allowlist of this server. Use a live key (c3_sk_live_...).",
                        said);
                yield Optional.empty();
            }
            case Domain.Parsed.Refused refused -> {
                refuse(faults, refused.why(), said);
                yield Optional.empty();
            }
        };
    }

    private boolean isAllowedHost(Domain domain) {
        return allowedHosts.stream().anyMatch(it -> it.equalsIgnoreCase(domain.value()));
    }

    private static void refuse(Faults faults, String why, String said) {
        faults.add("value_error", List.of("body", "domain"), why, said);
    }

    private static Item item(Merchants.Managed managed) {
        return new Item(
                managed.merchant().id().value(),
                managed.merchant().name().orElse(null),
                managed.logoUrl().orElse(null),
                managed.merchant().domain(),
                managed.since());
    }
}
