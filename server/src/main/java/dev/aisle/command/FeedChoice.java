package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.Destination;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// The options that say which feed of which merchant.
final class FeedChoice {

    @Option(names = "--merchant", paramLabel = "DOMAIN", required = true, description = "whose products they are")
    private String domain = "";

    @Option(
            names = "--to",
            paramLabel = "DESTINATION",
            defaultValue = "openai",
            description = "openai, google or microsoft (default: ${DEFAULT-VALUE})")
    private String slug = "";

    Merchant merchant(Wiring wiring) {
        String known = switch (Domain.parse(domain, wiring.settings().fetchAllow())) {
            case Domain.Parsed.Good good -> good.domain().value();
            case Domain.Parsed.Refused ignored -> domain;
        };
        return wiring.merchants()
                .findByDomain(known)
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "No merchant has the domain '" + domain + "'."));
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
