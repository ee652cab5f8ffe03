package dev.aisle.partner;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.sync.SyncState;
import dev.aisle.partner.sync.Syncs;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The step at platforms that a person has to tell whom to call: to be taken until the first call came.
public final class SubscriptionSteps implements ConnectionStates.NextSteps {

    private final Syncs syncs;
    private final Map<Platform, UnaryOperator<String>> sentences;
    private final UnaryOperator<String> hookAddress;

    /// @param sentences what has to be done, for an address to be called at
    /// @param hookAddress the public address of a hook, `platform/secret`
    public SubscriptionSteps(
            Syncs syncs, Map<Platform, UnaryOperator<String>> sentences, UnaryOperator<String> hookAddress) {
        this.syncs = syncs;
        this.sentences = Map.copyOf(sentences);
        this.hookAddress = hookAddress;
    }

    @Override
    public Optional<String> of(MerchantId merchant, Platform source) {
        return Optional.ofNullable(sentences.get(source))
                .flatMap(sentence -> syncs.find(merchant, source)
                        .filter(it -> it.heardAt().isEmpty())
                        .flatMap(SyncState::hook)
                        .map(hook -> sentence.apply(hookAddress.apply(source.slug() + "/" + hook))));
    }
}
