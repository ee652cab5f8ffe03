package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import picocli.CommandLine.Option;

/// The option that names a merchant that is known already.
final class MerchantChoice {

    @Option(names = "--merchant", paramLabel = "DOMAIN", required = true, description = "whose products they are")
    private String domain = "";

    Merchant in(Wiring wiring) {
        return find(wiring, domain);
    }

    static Merchant find(Wiring wiring, String domain) {
        return switch (Domain.parse(domain, wiring.settings().fetchAllow())) {
            case Domain.Parsed.Good good ->
                wiring.merchants()
                        .findByDomain(good.domain().value())
                        .orElseThrow(() ->
                                Problem.of(Problem.Code.NOT_FOUND, "No merchant has the domain '" + domain + "'."));
            // a shop of the development allowlist, for a command that was not told of the list
            case Domain.Parsed.Refused refused ->
                wiring.merchants()
                        .findByDomain(domain)
                        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "--merchant: " + refused.why()));
        };
    }
}
