package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.Destination;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which feed of which merchant.
final class FeedChoice {

    @Mixin
    private final MerchantChoice merchant = new MerchantChoice();

    @Option(
            names = "--to",
            paramLabel = "DESTINATION",
            defaultValue = "openai",
            description = "openai, google or microsoft (default: ${DEFAULT-VALUE})")
    private String slug = "";

    Merchant merchant(Wiring wiring) {
        return merchant.in(wiring);
    }

    Destination destination(Wiring wiring) {
        return wiring.destinations().stream()
                .filter(it -> it.platform().slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INVALID,
                        "--to: no feed goes to '" + slug + "'. Use one of "
                                + wiring.destinations().stream()
                                        .map(Destination::platform)
                                        .map(Platform::slug)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
