package dev.aisle.partner.push;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.destination.FeedItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A destination that takes items by calls. It keeps nothing but access tokens, and those in memory only.
public interface Outlet {

    Platform platform();

    /// The names of the credentials that it needs, in the order in which they are asked for.
    List<Entry> entries();

    /// The names of those entries that say where the items lie.
    List<String> place();

    /// Tries credentials without changing anything there.
    Tried open(Account account);

    /// How many changes it is told of at a time.
    int mostAtOnce();

    /// Tells changes. Each may be told again: the same change twice comes out as one.
    Told tell(Account account, List<Change> changes);

    /// Something to enter.
    ///
    /// @param fallback what stands for an empty entry; an entry that is needed has none
    record Entry(String name, boolean secret, boolean needed, String fallback) {}

    /// Whose items they are, and what lets us in.
    ///
    /// @param renewed takes credentials that the destination gave in place of these
    record Account(MerchantId merchant, Secret secret, Consumer<Secret> renewed) {}

    /// What an item is now.
    ///
    /// @param id the item's, as the destination knows it
    /// @param now nothing where it is not to be there any more
    record Change(String id, Optional<FeedItem> now) {}

    /// What came of trying credentials.
    sealed interface Tried {

        /// They work.
        ///
        /// @param secret with what was learned on the way
        record Open(Secret secret) implements Tried {}

        /// A code of the contract's list, and why.
        record Shut(String code, String message) implements Tried {}
    }

    /// What came of telling.
    ///
    /// @param verdicts by the items' ids; an item without one has to be told again
    /// @param stop why not all was told
    record Told(Map<String, Verdict> verdicts, Optional<Stop> stop) {
        public Told {
            verdicts = Map.copyOf(verdicts);
        }
    }

    /// What the destination says of one item.
    sealed interface Verdict {

        record Taken() implements Verdict {}

        /// It is not there as it was told.
        ///
        /// @param rule a token of its own, such as `invalid`
        /// @param field as feeds name it; empty where it names none
        record Refused(String rule, String field, String message) implements Verdict {}
    }

    /// Why telling stopped.
    sealed interface Stop {

        /// Items that a call was about have no verdict.
        Stop UNANSWERED = new Wait(Duration.ofSeconds(5), "The destination did not answer for some items.");

        /// It is worth going on after a pause.
        record Wait(Duration pause, String message) implements Stop {}

        /// Access is lost; a code of the contract's list.
        record Lost(String code, String message) implements Stop {}
    }
}
