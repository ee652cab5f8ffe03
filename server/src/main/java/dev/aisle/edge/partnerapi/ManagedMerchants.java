package dev.aisle.edge.partnerapi;

import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import java.util.List;
import java.util.Optional;

/// The merchant that a path names, if the caller manages it. An unknown one, another partner's, and for a
/// test key one beyond the development allowlist, read the same.
final class ManagedMerchants {

    private static final int ID_LENGTH = 4;
    private static final int LONGEST_ECHO = 40;

    private final Merchants merchants;
    private final List<String> allowedHosts;

    ManagedMerchants(Merchants merchants, List<String> allowedHosts) {
        this.merchants = merchants;
        this.allowedHosts = List.copyOf(allowedHosts);
    }

    Merchant get(Call call) {
        String said = call.named("customer_id");
        Optional<Merchant> found = said.length() == ID_LENGTH
                ? merchants.find(call.caller().partner(), new MerchantId(said))
                : Optional.empty();
        return found.filter(it -> call.caller().live() || isAllowed(it))
                .orElseThrow(() -> Problem.of(
                        Problem.Code.FORBIDDEN,
                        "No merchant '" + (said.length() <= LONGEST_ECHO ? said : said.substring(0, LONGEST_ECHO))
                                + "' is managed with this key."
                                + " Provision it with POST /v0/partner/merchants, or check the customer_id."));
    }

    private boolean isAllowed(Merchant merchant) {
        return allowedHosts.stream().anyMatch(it -> it.equalsIgnoreCase(merchant.domain()));
    }
}
